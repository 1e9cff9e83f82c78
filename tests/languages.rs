//! Languages: addresses, fallbacks, order, dates, and newsrooms in languages that nobody thought of.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "tests prepare files, and a test that cannot go on has failed"
)]

mod common;

use common::Folder;
use common::html::Page;

const THREE: &str = "\
name: {lv: Preses telpa, en: Newsroom}
base_url: https://newsroom.example/
languages: [lv, en, ru]
timezone: Europe/Riga
";

fn three() -> Folder {
    let folder = Folder::empty();
    folder.write("content/site.yaml", THREE);
    folder
}

/// The texts of the links that lead into a folder of the site, in the order of the page.
fn linked(page: &str, folder: &str) -> Vec<String> {
    let page = Page::new(page);
    let leads =
        |href: &str| href.trim_start_matches("../").trim_start_matches("./").starts_with(folder);
    let named = page.all("a").filter(|a| a.get("href").is_some_and(leads) && !a.text.is_empty());
    named.map(|a| a.text.clone()).collect()
}

#[test]
fn the_dateline_of_the_sample() {
    let folder = Folder::sample();
    folder.build(&["--now", "2026-11-20T12:00Z"]);
    // Parts of a date that belong together stand on one line.
    let text = |path: &str| Page::new(&folder.page(path)).text.replace('\u{a0}', " ");
    assert!(
        text("relizes/2013/tirkultura-aluksne/index.html")
            .contains("Alūksnē, 2013. gada 31. maijā")
    );
    assert!(
        text("en/releases/2013/tirkultura-aluksne/index.html").contains("Alūksne, 31 May 2013")
    );
    assert!(text("ru/relizy/2013/tirkultura-aluksne/index.html").contains("31 мая 2013"));
}

#[test]
fn towns_are_in_the_order_of_the_language() {
    let towns = [
        "Dobele",
        "Čiekurkalns",
        "Ķegums",
        "Cēsis",
        "Kuldīga",
        "Ādaži",
        "Šķaune",
        "Sigulda",
        "Alūksne",
        "Cūkas",
        "Žīguri",
        "Zilupe",
    ];
    let order = |language: &str| {
        let folder = Folder::plain();
        folder.replace("content/site.yaml", "[en]", &format!("[{language}]"));
        let front = format!("town: [{}]\n", towns.join(", "));
        folder.release("x.md", &front, "");
        folder.build(&[]);
        linked(&folder.page("towns/index.html"), "towns/")
            .into_iter()
            .filter(|name| towns.contains(&name.as_str()))
            .collect::<Vec<_>>()
    };
    let latvian =
        "Alūksne Ādaži Cēsis Cūkas Čiekurkalns Dobele Kuldīga Ķegums Sigulda Šķaune Zilupe Žīguri";
    assert_eq!(order("lv").join(" "), latvian);
    // In English diacritics do not make another letter.
    let english =
        "Ādaži Alūksne Cēsis Čiekurkalns Cūkas Dobele Ķegums Kuldīga Sigulda Šķaune Žīguri Zilupe";
    assert_eq!(order("en").join(" "), english);
}

#[test]
fn addresses_are_ascii_in_every_language() {
    let folder = Folder::plain();
    folder.write("content/site.yaml", "name: Newsroom\nbase_url: https://newsroom.example/\nlanguages: [lv, ru, uk]\ntimezone: Europe/Riga\n");
    folder.release("izstāde-alūksnē.md", "town: Alūksne\ntopics: [Kultūra]\n", "");
    folder.release("выставка-в-даугавпилсе.ru.md", "town: Даугавпилс\ntopics: [Общество]\n", "");
    folder.release(
        "виставка-у-києві.uk.md",
        "town: Київ\nexhibition: Щедрик і їжак\ntopics: [Ґанок]\n",
        "",
    );
    folder.build(&[]);
    for path in [
        "releases/2026/izstade-aluksne/index.html",
        "towns/aluksne/index.html",
        "topics/kultura/index.html",
        "ru/releases/2026/vystavka-v-daugavpilse/index.html",
        "ru/towns/daugavpils/index.html",
        "ru/topics/obshchestvo/index.html",
        "uk/releases/2026/vystavka-u-kyievi/index.html",
        "uk/towns/kyiv/index.html",
        "uk/exhibitions/shchedryk-i-yizhak/index.html",
        "uk/topics/ganok/index.html",
    ] {
        let all: Vec<String> =
            folder.site_files().into_keys().filter(|path| !path.starts_with("theme/")).collect();
        assert!(folder.has(&format!("output/{path}")), "{path}: {all:#?}");
    }
}

#[test]
fn one_name_in_three_languages_is_one_town() {
    let folder = three();
    folder.write(
        "content/towns.yaml",
        "daugavpils:\n  name: {lv: {nominative: Daugavpils, locative: Daugavpilī}, ru: Даугавпилс}\n  spellings: [Dvinsk]\n",
    );
    folder.release("a.md", "town: Daugavpilī\n", "");
    folder.release("a.ru.md", "town: Даугавпилс\n", "");
    folder.release("b.en.md", "title: Only in English\ntown: Dvinsk\n", "");
    let run = folder.build(&[]);
    assert!(run.stdout.starts_with("Built 3 releases, 1 town, "), "{}", run.stdout);
    assert!(folder.page("towns/daugavpils/index.html").contains("Daugavpils"));
    assert!(folder.page("ru/towns/daugavpils/index.html").contains("Даугавпилс"));
    assert!(folder.page("en/towns/daugavpils/index.html").contains("Only in English"));
}

#[test]
fn an_undeclared_town_is_called_as_the_texts_of_each_language_call_it() {
    let folder = three();
    folder.release("a.md", "town: Rīga\n", "");
    folder.release("a.en.md", "town: Riga City\n", "");
    folder.release("a.ru.md", "town: Рига\n", "");
    let run = folder.build(&[]);
    assert!(run.stdout.starts_with("Built 3 releases, 1 town, "), "{}", run.stdout);
    for (path, name) in [("", "Rīga"), ("en/", "Riga City"), ("ru/", "Рига")] {
        let page = Page::new(&folder.page(&format!("{path}towns/riga/index.html")));
        assert!(page.all("title").next().unwrap().text.contains(name), "{path}");
    }
}

#[test]
fn a_release_exists_in_the_languages_it_was_written_in() {
    let folder = three();
    folder.release("both.md", "title: Abās\nslug: abas\n", "");
    folder.release("both.en.md", "title: In both\nslug: both\n", "");
    folder.release("one.md", "title: Tikai latviski\n", "");
    folder.build(&[]);
    let alternates = |path: &str| {
        let page = Page::new(&folder.page(path));
        let links = page.links("alternate");
        let named = links.iter().filter_map(|(language, address)| Some(((*language)?, *address)));
        named.map(|(language, address)| format!("{language} {address}")).collect::<Vec<_>>()
    };
    let both = [
        "lv https://newsroom.example/releases/2026/abas/",
        "x-default https://newsroom.example/releases/2026/abas/",
        "en https://newsroom.example/en/releases/2026/both/",
    ];
    assert_eq!(alternates("releases/2026/abas/index.html"), both);
    assert_eq!(alternates("en/releases/2026/both/index.html"), both);
    assert!(!folder.has("output/en/releases/2026/one"));
    assert!(!folder.page("en/index.html").contains("Tikai latviski"));
    assert!(!folder.page("en/feed.xml").contains("Tikai latviski"));
}

#[test]
fn shared_data_falls_back_to_the_default_language() {
    let folder = three();
    folder.write(
        "content/contacts.yaml",
        "desk: {name: {lv: Preses dienests, en: Press desk}, role: {lv: Dežūrants}}\n",
    );
    folder.write("content/boilerplates/about.md", "Par centru.\n");
    folder.write("content/boilerplates/about.en.md", "About the centre.\n");
    let front = "contact: desk\nboilerplate: about\n";
    for name in ["x.md", "x.en.md", "x.ru.md"] {
        folder.release(name, front, "");
    }
    folder.build(&[]);
    let has = |path: &str, words: &[&str]| {
        let text = Page::new(&folder.page(path)).text;
        for word in words {
            assert!(text.contains(word), "{path}: {word}");
        }
    };
    has("releases/2026/x/index.html", &["Preses dienests", "Dežūrants", "Par centru."]);
    has("en/releases/2026/x/index.html", &["Press desk", "Dežūrants", "About the centre."]);
    has("ru/releases/2026/x/index.html", &["Preses dienests", "Dežūrants", "Par centru."]);
}

#[test]
fn a_link_leads_to_the_text_in_the_own_language() {
    let folder = three();
    for name in ["y.md", "y.en.md"] {
        folder.release(name, "", "## Programme\n");
    }
    for name in ["x.md", "x.en.md", "x.ru.md"] {
        folder.release(name, "", "[Y](y.md#programme)\n");
    }
    folder.build(&[]);
    let leads =
        |path: &str, href: &str| assert!(folder.page(path).contains(href), "{path}: {href}");
    leads("releases/2026/x/index.html", "href=\"../../../releases/2026/y/#programme\"");
    leads("en/releases/2026/x/index.html", "href=\"../../../../en/releases/2026/y/#programme\"");
    leads("ru/releases/2026/x/index.html", "href=\"../../../../releases/2026/y/#programme\"");
}

#[test]
fn quotation_marks_are_those_of_the_language() {
    let folder = three();
    for (name, marks) in [("x.md", "“vārds”"), ("x.en.md", "“vārds”"), ("x.ru.md", "«vārds»")]
    {
        folder.release(name, "", "Viņa teica \"vārds\" un gāja.\n");
        let _ = marks;
    }
    folder.build(&[]);
    let text = |path: &str| Page::new(&folder.page(path)).text;
    assert!(text("en/releases/2026/x/index.html").contains("“vārds”"));
    assert!(text("ru/releases/2026/x/index.html").contains("«vārds»"));
    folder.write(
        "content/site.yaml",
        format!("{THREE}quotes: {{lv: [\"„\", \"”\", \"‚\", \"’\"], en: false}}\n"),
    );
    folder.build(&[]);
    assert!(text("releases/2026/x/index.html").contains("„vārds”"));
    assert!(text("en/releases/2026/x/index.html").contains("\"vārds\""));
}

#[test]
fn a_german_newsroom() {
    let folder = Folder::site("german");
    folder.build(&[]);
    let release = folder.page("meldungen/2026/strasse/index.html");
    let page = Page::new(&release);
    assert_eq!(page.all("html").next().unwrap().get("lang"), Some("de"));
    assert!(page.text.contains("Görlitz, 2. März 2026"), "{}", page.text);
    assert!(page.text.contains("„5. März“"), "{}", page.text);
    assert_eq!(page.links("canonical")[0].1, "https://presse.example/amt/meldungen/2026/strasse/");
    assert!(folder.has("output/meldungen/2026/grusswort/index.html"));
    assert!(folder.has("output/ausstellungen/ueber-bruecken/index.html"));
    let towns = linked(&folder.page("orte/index.html"), "orte/");
    assert!(
        towns.ends_with(&["Görlitz", "Öderan", "Oelsnitz", "Zittau", "Zwickau"].map(str::to_owned)),
        "{towns:?}"
    );
    for (path, bytes) in folder.site_files() {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("lang=\"lv\"") && !text.contains("Preses"), "{path}");
    }
}

#[test]
fn an_arabic_newsroom() {
    let folder = Folder::site("arabic");
    folder.build(&[]);
    let files = folder.site_files();
    let (path, bytes) = files
        .iter()
        .find(|(path, _)| {
            path.matches('/').count() == 3
                && path.starts_with("releases/2026/")
                && path.ends_with("index.html")
        })
        .unwrap();
    assert!(path.is_ascii());
    let page = Page::new(std::str::from_utf8(bytes).unwrap());
    let html = page.all("html").next().unwrap();
    assert_eq!((html.get("lang"), html.get("dir")), (Some("ar"), Some("rtl")));
    assert!(page.text.contains("أبريل"), "{}", page.text);
    assert_eq!(
        files
            .keys()
            .filter(|path| path.starts_with("towns/") && path.ends_with("index.html"))
            .count(),
        2
    );
}

#[test]
fn a_language_with_a_region_or_a_script() {
    for tag in ["pt-BR", "zh-Hans", "sr-Latn", "nb"] {
        let folder = Folder::plain();
        folder.replace("content/site.yaml", "[en]", &format!("[en, {tag}]"));
        folder.release(
            &format!("x.{tag}.md"),
            "exhibition: 展覽 Ž\nopens: 2026-07-01\n",
            "\"Text\"\n",
        );
        folder.build(&[]);
        let page = Page::new(&folder.page(&format!("{tag}/releases/2026/x/index.html")));
        assert_eq!(page.all("html").next().unwrap().get("lang"), Some(tag));
    }
}

#[test]
fn each_language_has_its_own_letters_whichever_is_dated_first() {
    let folder = Folder::plain();
    folder.replace("content/site.yaml", "languages: [en]", "languages: [en, ru]");
    let ru = "title: Рус\ndate: 2026-05-19\ntown: Мадона\nexhibition: Барва\nopens: 2026-07-01\n";
    folder.release("a.ru.md", ru, "Текст.");
    let en = "title: Eng\ndate: 2026-05-20\ntown: Madona\nexhibition: Barva\nopens: 2026-07-01\n";
    folder.release("a.md", en, "Text.");
    // Another language later, and no translation.
    folder.release("b.ru.md", "title: Б\ndate: 2026-05-01\ntown: Рига\n", "Текст.");
    folder.release("c.md", "title: C\ndate: 2026-05-21\ntown: Riga\n", "Text.");
    assert_eq!(folder.check(), []);
    folder.build(&[]);
    let page = folder.page("releases/2026/a/index.html");
    assert!(page.contains("Madona") && page.contains("Barva"), "{page}");
    for file in ["releases/2026/a/index.html", "releases/2026/a/calendar.ics", "feed.xml"] {
        let text = folder.page(file);
        assert!(!text.contains("Мадона") && !text.contains("Барва"), "{file}: {text}");
    }
    let other = folder.page("releases/2026/c/index.html");
    assert!(other.contains("Riga") && !other.contains("Рига"), "{other}");
    let russian = folder.page("ru/releases/2026/a/index.html");
    assert!(russian.contains("Мадона") && russian.contains("Барва"), "{russian}");
    // One town, and one exhibition.
    assert!(folder.has("output/ru/towns/madona/index.html"));
    assert!(folder.has("output/exhibitions/barva/index.html"));
    // Within a language it is one name still.
    folder.release("d.ru.md", "title: Г\ndate: 2026-05-22\ntown: Riga\n", "Текст.");
    folder.release("e.ru.md", "title: Д\ndate: 2026-05-22\ntown: RIGA\n", "Текст.");
    let found = folder.check();
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].help, "write “Riga”");
}

#[test]
fn lists_of_towns_are_matched_as_far_as_both_go() {
    let folder = Folder::plain();
    folder.replace("content/site.yaml", "languages: [en]", "languages: [en, ru]");
    folder.release("a.md", "town: [Rome, Vienna, Paris]\n", "Text.");
    folder.release("a.ru.md", "title: Рус\ntown: [Рим, Вена]\n", "Текст.");
    assert_eq!(folder.check(), []);
    folder.build(&[]);
    for town in ["rome", "vienna"] {
        assert!(folder.has(&format!("output/ru/towns/{town}/index.html")), "{town}");
    }
    assert!(!folder.has("output/ru/towns/rim/index.html"));
}
