//! Content written to do harm, and content broken beyond sense: a clear message or a safe site, in
//! bounded time and memory. Every run of the program has a guard against hanging.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "tests prepare files, and a test that cannot go on has failed"
)]

mod common;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use common::html::Page;
use common::{Folder, SITE, finish};

/// The codes of what is wrong with a newsroom.
fn codes(folder: &Folder) -> Vec<String> {
    folder
        .run(&["check", "--format", "json"])
        .refused()
        .found()
        .into_iter()
        .map(|found| found.code)
        .collect()
}

/// The codes of what is wrong with one release.
fn codes_of(front: &str, body: &str) -> Vec<String> {
    let folder = Folder::plain();
    folder.release("x.md", front, body);
    codes(&folder)
}

/// Builds a newsroom in which one release has a text for every value.
fn built(text: &str, body: &str) -> Folder {
    let folder = Folder::plain();
    let value = serde_json::to_string(text).unwrap();
    folder.write(
        "content/site.yaml",
        SITE.replace(
            "name: Newsroom",
            &format!("name: {value}\ndescription: {value}\nnotice: {value}"),
        ),
    );
    folder.write(
        "content/contacts.yaml",
        format!("desk: {{name: {value}, role: {value}, phone: {value}, address: {value}}}\n"),
    );
    folder.write(
        "content/funders.yaml",
        format!("fund: {{name: {value}, statement: {value}, grant: {value}}}\n"),
    );
    folder.write("content/boilerplates/about.md", format!("---\ntitle: {value}\n---\n{body}\n"));
    folder.write(
        "content/exhibitions/show.md",
        format!("---\nname: {value}\nsummary: {value}\n---\n{body}\n"),
    );
    folder.write(
        "content/pages/page.md",
        format!("---\ntitle: {value}\nsummary: {value}\nmenu: 1\n---\n{body}\n"),
    );
    folder.write("content/releases/picture.jpg", "picture");
    folder.write("content/releases/paper.pdf", "paper");
    let front = format!(
        "title: {value}\ntown: Riga\nvenue: {{name: {value}, address: {value}}}\nexhibition: show\nopens: 2026-06-01\ncloses: 2026-07-01
summary: {value}\ncontact: desk\nfunder: fund\nboilerplate: about
events: [{{name: {value}, starts: 2026-06-20, description: {value}}}]
images: [{{file: picture.jpg, alt: {value}, caption: {value}, credit: {value}, licence: {value}}}]
attachments: [{{file: paper.pdf, title: {value}}}]
updates: [{{date: 2026-05-02, note: {value}}}]
extra: {{anything: {value}}}\n"
    );
    folder.release("x.md", &front, body);
    folder.build(&[]);
    folder
}

/// Fails when a page has an element or an attribute that runs code, or cannot be read.
fn assert_harmless(folder: &Folder) {
    for (path, bytes) in folder.site_files() {
        let text = String::from_utf8_lossy(&bytes);
        if path.ends_with(".xml") {
            roxmltree::Document::parse(&text)
                .unwrap_or_else(|error| panic!("{path}: {error}\n{text}"));
        }
        if !path.ends_with(".html") {
            continue;
        }
        let page = Page::new(&text);
        for script in page.json_ld() {
            serde_json::from_str::<serde_json::Value>(script)
                .unwrap_or_else(|error| panic!("{path}: {error}\n{script}"));
        }
        for element in &page.elements {
            // The theme's own search; no author can write a role, or a script.
            let is_search = match element.name.as_str() {
                "form" => element.get("role") == Some("search"),
                "script" => element.get("src").is_some_and(|src| src.contains("/theme/search.")),
                _ => false,
            };
            assert!(
                element.name != "script"
                    || is_search
                    || element.get("type") == Some("application/ld+json"),
                "{path}: {text}"
            );
            assert!(
                is_search
                    || !["iframe", "object", "embed", "base", "form", "style"]
                        .contains(&element.name.as_str()),
                "{path}: <{}>",
                element.name
            );
            for (name, value) in &element.attributes {
                assert!(!name.starts_with("on"), "{path}: <{} {name}={value}>", element.name);
                let value = value
                    .trim_start_matches(|c: char| c.is_whitespace() || c.is_control())
                    .to_lowercase();
                assert!(
                    !value.starts_with("javascript:") && !value.starts_with("vbscript:"),
                    "{path}: {value}"
                );
                let address = ["href", "src"].contains(&name.as_str());
                assert!(!(address && value.starts_with("data:")), "{path}: {value}");
            }
        }
    }
}

#[test]
fn text_that_would_be_code_is_text_everywhere() {
    for text in [
        "</script><script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "<!--<script>",
        "]]><script>alert(1)</script>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "<svg onload=alert(1)>",
        "\\\"}</script><b>",
        "</title></textarea></style><script>alert(1)</script>",
        "{{ 7 }} {% raw %} &amp; & < > \" ' `",
        "\u{2028}\u{2029}\u{202b}right to left\u{202c}\u{feff}",
    ] {
        let folder = built(text, "Text.");
        assert_harmless(&folder);
        let page = Page::new(&folder.page("releases/2026/x/index.html"));
        let title = page.all("h1").next().unwrap();
        // Straight quotes and hyphens become those of the language.
        let plain = |text: &str| {
            let words: Vec<&str> = text.split_whitespace().collect();
            words.join(" ").replace(['“', '”'], "\"").replace(['‘', '’'], "'").replace('–', "--")
        };
        assert_eq!(plain(&title.text), plain(text));
    }
}

#[test]
fn html_in_texts_is_cleaned() {
    let folder = Folder::plain();
    folder.release(
        "x.md",
        "",
        "<script>alert(1)</script>

<img src=\"https://a.example/x.png\" onerror=\"alert(1)\" alt=\"\">

<a href=\"https://a.example/\" onclick=\"alert(1)\">a</a> <b onmouseover=alert(1)>b</b>

<iframe src=\"https://a.example/\"></iframe><object data=\"x\"></object><embed src=\"x\">

<form action=\"https://a.example/\"><input autofocus onfocus=alert(1)></form>

<style>body { display: none }</style><base href=\"https://a.example/\"><meta http-equiv=refresh content=\"0;url=https://a.example/\">

<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg><math><mi xlink:href=\"data:x\">x</mi></math>

<details ontoggle=alert(1) open><summary>s</summary>d</details>

<p style=\"position:fixed;inset:0\">over everything</p>
",
    );
    folder.build(&[]);
    assert_harmless(&folder);
    let page = Page::new(&folder.page("releases/2026/x/index.html"));
    assert!(page.text.contains("over everything"));
    for element in &page.elements {
        assert!(element.get("style").is_none());
        let refresh =
            element.get("http-equiv").is_some_and(|value| value.eq_ignore_ascii_case("refresh"));
        assert!(!refresh, "a text sends its reader away");
    }
}

#[test]
fn links_that_run_code_are_refused() {
    for link in [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "java&#115;cript:alert(1)",
        "javascript&colon;alert(1)",
        "java%0ascript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
    ] {
        for body in [
            format!("[x]({link})\n"),
            format!("<{link}>\n"),
            format!("[x][y]\n\n[y]: {link}\n"),
            format!("![x]({link})\n"),
        ] {
            let folder = Folder::plain();
            folder.release("x.md", "", &body);
            let run = folder.run(&["build"]);
            if run.status == Some(0) {
                assert_harmless(&folder);
            } else {
                run.refused();
                assert!(!folder.has("output/index.html"), "{body}");
            }
        }
    }
    assert_eq!(codes_of("", "[x](javascript:alert(1))\n"), ["refused-link"]);
    let in_data = [
        "organisation: {name: A, url: 'javascript:alert(1)'}",
        "organisation: {name: A, email: 'x?cc=y@z.example'}",
    ];
    for line in in_data {
        let folder = Folder::plain();
        folder.write("content/site.yaml", format!("{SITE}{line}\n"));
        assert_eq!(codes(&folder), ["bad-address"], "{line}");
    }
    let contact = "contact: {name: Desk, url: 'javascript:alert(1)', email: 'javascript:alert(1)'}";
    assert_eq!(codes_of(contact, ""), ["bad-address", "bad-address"]);
}

#[test]
fn an_alias_bomb() {
    let mut bomb = String::from("extra:\n  a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let before = format!("*a{}", level - 1);
        let nine = vec![before; 9].join(", ");
        let _ = writeln!(bomb, "  a{level}: &a{level} [{nine}]");
    }
    assert_eq!(codes_of(&bomb, ""), ["yaml-reference"]);
    let folder = Folder::plain();
    folder.write("content/contacts.yaml", format!("desk:\n  name: Desk\n{bomb}"));
    assert_eq!(codes(&folder), ["yaml-reference"]);
    assert_eq!(codes_of("extra: &a {b: *a}\n", "").len(), 1);
}

#[test]
fn files_of_any_size() {
    let folder = Folder::plain();
    let line = "extra: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n";
    folder.release(
        "hundred-megabytes.md",
        &format!("summary: |\n{}", format!("  {line}").repeat(100 << 20 >> 6)),
        "",
    );
    folder.write("content/contacts.yaml", "x".repeat(17 << 20));
    let found = folder.run(&["check", "--format", "json"]).refused().found();
    let said: Vec<(&str, &str)> =
        found.iter().map(|found| (found.code.as_str(), found.place())).collect();
    assert_eq!(
        said,
        [
            ("file-too-large", "content/contacts.yaml"),
            ("file-too-large", "content/releases/hundred-megabytes.md")
        ]
    );
    // Sixteen megabytes are read, and refused for what they are.
    assert_eq!(
        codes_of(&format!("summary: |\n{}", format!("  {line}").repeat(150_000)), ""),
        ["front-matter-too-large"]
    );
    assert_eq!(
        codes_of(&format!("title: {}\n", "x".repeat(1 << 20)), ""),
        ["front-matter-too-large"]
    );
}

#[test]
fn a_long_title_and_a_long_text() {
    let folder = Folder::plain();
    let title = "Long ".repeat(40_000);
    folder.release("x.md", &format!("title: {title}\n"), &"word ".repeat(200_000));
    folder.build(&[]);
    assert_harmless(&folder);
}

#[test]
fn a_long_file_name_and_a_long_slug() {
    let folder = Folder::plain();
    let name = "name-".repeat(49);
    folder.release(&format!("{name}.md"), "", "");
    folder.release("x.md", &format!("slug: {}\n", "slug-".repeat(300) + "x"), "");
    let run = folder.run(&["build", "--format", "json"]);
    let found = run.refused().found();
    assert!(
        found.iter().all(|found| found.place().starts_with("content/releases/x.md")),
        "{found:?}"
    );
    folder.remove("content/releases/x.md");
    folder.build(&[]);
}

#[test]
fn nesting_without_end() {
    for deep in ["[".repeat(100_000), "{a: ".repeat(50_000), "- ".repeat(20_000)] {
        let found = codes_of(&format!("extra:\n  {deep}\n"), "");
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with("yaml-"), "{found:?}");
    }
    for body in [
        ">".repeat(50_000),
        "- ".repeat(20_000),
        "[".repeat(50_000),
        "![".repeat(50_000),
        "*a ".repeat(50_000),
        "<div>".repeat(20_000),
        "<b><i>".repeat(20_000),
        "`".repeat(50_000),
        format!("{}x{}", "(".repeat(50_000), ")".repeat(50_000)),
        "[^1]: [^1]\n".repeat(5_000),
        format!("{}\n{}\n", "|a".repeat(5_000), "|-".repeat(5_000)),
        "# x\n".repeat(20_000),
        "&".repeat(100_000),
        "<!--".repeat(20_000),
        "[a](".repeat(20_000),
        "\\".repeat(100_001),
    ] {
        let folder = Folder::plain();
        folder.release("x.md", "", &body);
        let run = folder.run(&["build", "--quiet"]);
        assert!(
            matches!(run.status, Some(0 | 1)),
            "{:?} after {}: {}",
            run.status,
            &body[..20],
            run.stderr
        );
        if run.status == Some(0) {
            assert_harmless(&folder);
        }
    }
}

/// A name that is not UTF-8 is reported, with that of a folder all that is in it.
#[cfg(unix)]
#[test]
fn names_that_are_no_text() {
    use std::os::unix::ffi::OsStrExt as _;

    let folder = Folder::plain();
    folder.write(
        "content/releases/2013/x/y.md",
        "---\ntitle: T\ndate: 2013-05-31\ntown: Rīga\n---\nT.\n",
    );
    let year = folder.at("content/releases/2013");
    let odd = |end: &[u8]| std::ffi::OsStr::from_bytes(&[b"b\xff", end].concat()).to_owned();
    std::fs::rename(year.join("x"), year.join(odd(b""))).unwrap();
    std::fs::write(year.join(odd(b".md")), "x").unwrap();
    let found = folder.check();
    let places: Vec<&str> = found.iter().map(common::Found::place).collect();
    assert_eq!(places, ["content/releases/2013/b\u{fffd}", "content/releases/2013/b\u{fffd}.md"]);
    assert_eq!(codes(&folder), ["file-name", "file-name"]);
}

#[test]
fn folders_without_end() {
    let folder = Folder::plain();
    folder.write(&format!("content/releases/{}x.md", "a/".repeat(60)), "x");
    assert_eq!(codes(&folder), ["too-deep"]);
}

#[test]
fn bytes_that_are_no_text() {
    let folder = Folder::plain();
    let every_byte: Vec<u8> = (0..=255).collect();
    for path in [
        "releases/x.md",
        "pages/x.md",
        "boilerplates/x.md",
        "exhibitions/x.md",
        "towns.yaml",
        "contacts.yaml",
        "funders.yaml",
        "venues.yaml",
    ] {
        folder.write(&format!("content/{path}"), &every_byte);
    }
    assert_eq!(codes(&folder), ["not-utf-8"; 8]);
    folder.write("content/site.yaml", &every_byte);
    assert_eq!(codes(&folder), ["not-utf-8"]);
}

#[test]
fn control_characters() {
    // Escaped in YAML they get past its parser.
    for character in [
        "\\0",
        "\\a",
        "\\e",
        "\\x7f",
        "\\x85",
        "\\u202D",
        "\\u202E",
        "\\uFDD0",
        "\\uFDEF",
        "\\uFFFE",
        "\\uFFFF",
        "\\U0001FFFE",
        "\\U0010FFFF",
    ] {
        for key in ["title", "summary", "town", "exhibition"] {
            let front = format!("{key}: \"A{character}B\"\n");
            assert_eq!(codes_of(&front, ""), ["control-character"], "{front}");
        }
    }
    let folder = Folder::plain();
    folder.release("y.md", "slug: \"A\\e[31mB\"\nimages: [{file: \"A\\e[31mB\"}]\n", "");
    let run = folder.run(&["build"]).refused();
    let odd = |c: char| c.is_control() && c != '\n';
    assert!(!run.stdout.contains(odd), "a message obeys the content: {:?}", run.stdout);
    folder.release("y.md", "", "# \u{b}A\n\nText \u{1b}[31m \u{7}\u{0}\u{7f}\u{85}\u{fffe} `\u{1}` end.\n\n[a](https://b.example/\u{2})\n");
    folder.run(&["build"]);
    for (path, bytes) in folder.site_files() {
        let text = String::from_utf8_lossy(&bytes);
        let is_text = path.ends_with(".html") || path.ends_with(".xml");
        let odd = |c: char| (c.is_control() && !"\n\r\t".contains(c)) || c == '\u{fffe}';
        let found = text.chars().filter(|c| is_text && odd(*c)).collect::<Vec<_>>();
        assert!(found.is_empty(), "{path}: {found:?}");
    }
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn no_link_in_the_content_is_followed() {
        let folder = Folder::plain();
        folder.write(
            "secret/secret.md",
            "---\ntitle: SecretTitle\ndate: 2026-05-01\ntown: Riga\n---\n",
        );
        folder.write("secret/secret.jpg", "SecretBytes");
        folder.release("x.md", "", "");
        symlink(folder.at("secret/secret.md"), folder.at("content/releases/file.md")).unwrap();
        symlink(folder.at("secret"), folder.at("content/releases/folder")).unwrap();
        symlink(folder.at("content"), folder.at("content/releases/loop")).unwrap();
        symlink("self", folder.at("content/releases/self")).unwrap();
        symlink("nowhere", folder.at("content/broken.jpg")).unwrap();
        symlink(folder.at("secret/secret.jpg"), folder.at("content/releases/picture.jpg")).unwrap();
        let found = folder.run(&["build", "--format", "json"]).refused().found();
        let places: Vec<&str> = found.iter().map(common::Found::place).collect();
        assert_eq!(
            places,
            [
                "content/broken.jpg",
                "content/releases/file.md",
                "content/releases/folder",
                "content/releases/loop",
                "content/releases/picture.jpg",
                "content/releases/self",
            ]
        );
        assert!(found.iter().all(|found| found.code == "symbolic-link"));
        assert!(!folder.has("output/index.html"));
    }

    #[test]
    fn no_link_in_a_theme_is_followed() {
        let folder = Folder::plain();
        folder.write("secret/secret.html", "SecretBytes");
        folder.write("content/site.yaml", format!("{SITE}theme: own\n"));
        folder.write("themes/own/theme.yaml", "name: Own\ncontract: 1\n");
        folder.write("themes/own/static/x.css", "");
        folder.write("themes/own/templates/x.html", "");
        symlink(folder.at("secret/secret.html"), folder.at("themes/own/static/secret.html"))
            .unwrap();
        symlink(folder.at("secret"), folder.at("themes/own/templates/folder")).unwrap();
        symlink(folder.at("themes"), folder.at("themes/own/loop")).unwrap();
        let found = folder.run(&["build", "--format", "json"]).refused().found();
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found.iter().all(|found| found.code == "symbolic-link"));
        // A theme that is a link itself is none.
        fs::remove_dir_all(folder.at("themes/own")).unwrap();
        symlink(folder.at("secret"), folder.at("themes/own")).unwrap();
        assert_eq!(codes(&folder), ["unknown-theme"]);
    }

    #[test]
    fn no_link_in_the_output_is_followed() {
        let folder = Folder::plain();
        folder.release("x.md", "", "");
        folder.write("elsewhere/index.html", "theirs");
        fs::create_dir_all(folder.at("output")).unwrap();
        symlink(folder.at("elsewhere"), folder.at("output/releases")).unwrap();
        folder.run(&["build"]).failed();
        let elsewhere = common::files(&folder.at("elsewhere"));
        assert_eq!(elsewhere, BTreeMap::from([("index.html".to_owned(), b"theirs".to_vec())]));
    }

    #[test]
    fn no_pipe_is_waited_for() {
        let folder = Folder::plain();
        folder.release("x.md", "", "");
        let made = std::process::Command::new("mkfifo")
            .arg(folder.at("content/releases/pipe.md"))
            .status();
        if made.is_ok_and(|status| status.success()) {
            folder.run(&["build"]);
        }
    }
}

#[test]
fn no_path_leads_out() {
    let folder = Folder::plain();
    folder.write("secret.jpg", "SecretBytes");
    folder.write("content/releases/picture.jpg", "picture");
    for (front, body, code) in [
        ("slug: ../../../secret\n", "", "bad-address"),
        ("slug: /etc\n", "", "bad-address"),
        ("slug: '..'\n", "", "bad-address"),
        ("slug: 'a\\b'\n", "", "bad-address"),
        ("slug: con\n", "", "bad-address"),
        ("aliases: [/../../secret.html]\n", "", "bad-address"),
        ("aliases: ['/%2e%2e/%2e%2e/secret.html']\n", "", "bad-address"),
        ("aliases: ['..\\..\\secret.html']\n", "", "bad-address"),
        ("aliases: [//a.example/x]\n", "", "bad-address"),
        ("aliases: [/.pressroom/manifest.html]\n", "", "bad-address"),
        ("aliases: [/.git/hooks/x.html]\n", "", "bad-address"),
        ("images: [{file: ../../secret.jpg, alt: A, credit: B}]\n", "", "file-outside-content"),
        ("images: [{file: /../secret.jpg, alt: A, credit: B}]\n", "", "file-outside-content"),
        ("attachments: [{file: ../../../../../etc/passwd}]\n", "", "file-outside-content"),
        ("attachments: [{file: /etc/passwd}]\n", "", "file-missing"),
        ("", "![a](../../secret.jpg)\n", "file-outside-content"),
        ("", "![a](%2e%2e/%2e%2e/secret.jpg)\n", "file-outside-content"),
        ("", "[a](../../../etc/passwd)\n", "file-outside-content"),
    ] {
        folder.release("x.md", front, body);
        let found = folder.run(&["build", "--format", "json"]).refused().found();
        let codes: Vec<&str> = found.iter().map(|found| found.code.as_str()).collect();
        assert_eq!(codes, [code], "{front}{body}");
        assert!(!folder.has("output/index.html"));
    }
    folder.remove("content/releases/x.md");
    for theme in ["..", "../themes", "/etc", "a/b", ".", "C:", "..\\x"] {
        folder.write("content/site.yaml", format!("{SITE}theme: '{theme}'\n"));
        assert_eq!(codes(&folder), ["unknown-theme"], "{theme}");
    }
    folder.write("content/site.yaml", SITE);
    folder.write("content/towns.yaml", "../../secret: {name: Riga}\n");
    assert_eq!(codes(&folder), ["bad-address"]);
}

#[test]
fn a_template_reads_no_file_and_no_clock() {
    let folder = Folder::plain();
    folder.write("content/site.yaml", format!("{SITE}theme: own\n"));
    folder.write("themes/own/theme.yaml", "name: Own\ncontract: 1\n");
    folder.write("secret.txt", "SecretBytes");
    for template in [
        "{% include \"../../../secret.txt\" %}",
        "{% include \"/etc/passwd\" %}",
        "{{ now() }}",
        "{{ get_env(name=\"PATH\") }}",
        "{{ load_data(path=\"secret.txt\") }}",
    ] {
        folder.write("themes/own/templates/404.html", template);
        let found = folder.run(&["build", "--format", "json"]).refused().found();
        assert!(found.iter().all(|found| found.code == "template"), "{template}: {found:?}");
        assert!(!folder.has("output/404.html"));
    }
}

#[test]
fn a_template_without_end() {
    let folder = Folder::plain();
    folder.write("content/site.yaml", format!("{SITE}theme: own\n"));
    folder.write("themes/own/theme.yaml", "name: Own\ncontract: 1\n");
    for template in ["{% include \"404.html\" %}", "{% extends \"404.html\" %}"] {
        folder.write("themes/own/templates/404.html", template);
        assert_eq!(codes(&folder), ["template"], "{template}");
    }
}

#[test]
fn files_that_run_code_are_not_offered() {
    let folder = Folder::plain();
    for name in ["x.html", "x.HTM", "x.xhtml", "x.js", "x.mjs", "x.php", "x.xml"] {
        folder.write(&format!("content/releases/{name}"), "<script>alert(1)</script>");
        folder.release("x.md", &format!("attachments: [{{file: {name}}}]\n"), "");
        assert_eq!(codes(&folder), ["file-with-code"], "{name}");
        folder.release("x.md", "", &format!("[a]({name})\n"));
        assert_eq!(codes(&folder), ["file-with-code"], "{name}");
    }
}

#[test]
fn thousands_of_mistakes() {
    let folder = Folder::plain();
    let links = "[x](nowhere.md) ".repeat(50);
    for number in 0..60 {
        folder.release(&format!("r{number}.md"), "topic: x\n", &links);
    }
    let found = folder.run(&["check", "--format", "json"]).refused().found();
    assert_eq!(found.len(), 60 * 51);
    folder.run(&["check"]).refused();
}

#[test]
fn thousands_of_headings_that_are_not_there() {
    let mut body = String::new();
    for i in 0..4000 {
        let _ = writeln!(body, "## Head {i}\n\n[a](#no-such-{i}-part)\n");
    }
    let codes = codes_of("", &body);
    assert_eq!(codes.iter().filter(|code| *code == "broken-link").count(), 4000);
}

#[test]
fn names_that_are_no_names() {
    let folder = Folder::plain();
    for (number, name) in
        ["' OR 1=1 --", "$(touch x)", "`touch x`", "%s%n", "con", "..", "-rf", "\u{1F600}\u{1F600}"]
            .iter()
            .enumerate()
    {
        let value = serde_json::to_string(name).unwrap();
        folder.release(
            &format!("r{number}.md"),
            &format!("title: {value}\ntopics: [{value}]\nexhibition: {value}\ntown: {value}\n"),
            "",
        );
    }
    let run = folder.run(&["build"]);
    assert!(matches!(run.status, Some(0 | 1)), "{}", run.stderr);
    if run.status == Some(0) {
        assert_harmless(&folder);
    }
}

#[test]
fn the_settings_of_the_machine_do_not_matter() {
    let folder = Folder::sample();
    let build = |output: &str, zone: &str, language: &str| {
        let arguments = ["build", "--now", "2026-11-20T12:00", "--output", output];
        let mut program = folder.program(&arguments);
        program.env("TZ", zone).env("LANG", language).env("LC_ALL", language);
        finish(program).done();
        common::files(&folder.at(output))
    };
    let here = build("here", "Europe/Riga", "lv_LV.UTF-8");
    let there = build("there", "Pacific/Kiritimati", "C");
    assert_eq!(common::differing(&here, &there), Vec::<String>::new());
}
