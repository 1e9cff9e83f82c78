//! `site.yaml`.

use chrono_tz::Tz;

use super::data::PictureFile;
use super::languages::{LanguageId, LanguageSettings, languages, lower_languages, settings};
use super::localised::{Localised, localised};
use super::outputs::{self, Outputs};
use super::pictures;
use crate::diagnostic::{Checked, Diagnostic, FilePath, Place, Spot, YamlPath, did_you_mean};
use crate::language::Language;
use crate::yaml::{self, At, Fields, Lowering, Value};

/// The newsroom's settings.
#[derive(Debug)]
pub struct Site {
    /// The newsroom's name.
    pub name: Localised,
    /// Where the site will stand; ends with `/`.
    pub base_url: url::Url,
    /// The languages, the default first.
    pub languages: Vec<LanguageSettings>,
    /// The time zone of moments written without an offset.
    pub zone: Tz,
    /// The theme's folder name.
    pub theme: String,
    /// One sentence about the newsroom.
    pub description: Option<Localised>,
    /// A notice for the head of every page.
    pub notice: Option<Localised>,
    /// Who publishes.
    pub organisation: Option<Organisation>,
    /// Keys for releases that name none.
    pub defaults: Defaults,
    /// How many releases the home page shows.
    pub home_releases: usize,
    /// How many entries a feed holds at most.
    pub feed_entries: usize,
    /// Which kinds of files go beside the pages.
    pub outputs: Outputs,
    /// Whether pictures are made as AVIF too.
    pub avif: bool,
    /// Raw HTML in Markdown stays as it is.
    pub trusted_html: bool,
    /// Every town and exhibition must be declared.
    pub strict: bool,
    /// For the theme.
    pub extra: serde_json::Value,
}

/// Who publishes the newsroom.
#[derive(Debug, Clone)]
pub struct Organisation {
    /// Its name.
    pub name: Localised,
    /// Website.
    pub url: Option<String>,
    /// Postal address.
    pub address: Option<Localised>,
    /// E-mail address.
    pub email: Option<String>,
    /// Telephone number.
    pub phone: Option<String>,
    /// Its logo.
    pub logo: Option<PictureFile>,
}

/// What releases use that name nothing of their own.
#[derive(Debug, Clone, Default)]
pub struct Defaults {
    /// Keys of `contacts.yaml`.
    pub contact: Vec<String>,
    /// Names in `boilerplates/`.
    pub boilerplate: Vec<String>,
    /// Keys of `funders.yaml`.
    pub funder: Vec<String>,
}

const KEYS: &[&str] = &[
    "name",
    "base_url",
    "languages",
    "timezone",
    "theme",
    "description",
    "notice",
    "organisation",
    "paths",
    "defaults",
    "home",
    "feed",
    "outputs",
    "pictures",
    "quotes",
    "html",
    "strict",
    "extra",
];

impl Site {
    /// The settings of a language.
    pub fn language(&self, id: LanguageId) -> &LanguageSettings {
        &self.languages[id.index()]
    }

    /// The rules of a language.
    pub fn rules(&self, id: LanguageId) -> &Language {
        &self.languages[id.index()].language
    }

    /// Every language, the default first.
    pub fn language_ids(&self) -> impl Iterator<Item = LanguageId> + use<> {
        (0..self.languages.len()).filter_map(|i| u8::try_from(i).ok()).map(LanguageId)
    }

    /// The language with a tag.
    pub fn language_by_tag(&self, tag: &str) -> Option<LanguageId> {
        self.language_ids().find(|id| self.rules(*id).tag() == tag)
    }

    /// The language with a tag that differs in capitals only: `EN` for `en`.
    pub fn language_in_other_case(&self, tag: &str) -> Option<LanguageId> {
        self.language_ids().find(|id| self.rules(*id).tag().eq_ignore_ascii_case(tag))
    }

    /// Reads a key that must be a language of the newsroom.
    pub(super) fn language_key<'v>(
        &self,
        low: &mut Lowering<'_>,
        at: &At<'_>,
        key: &'v Value,
    ) -> Option<(&'v str, LanguageId)> {
        let Some(tag) = key.as_str() else {
            let place = low.value_place(at);
            low.report(Diagnostic::error("mistyped-key", place, "a language must be text"));
            return None;
        };
        let found = self.language_by_tag(tag);
        if found.is_none() {
            let place = low.key_place(&At::Key(at, tag));
            let tags: Vec<&str> = self.languages.iter().map(|l| l.language.tag()).collect();
            let message = format!("`{tag}` is not a language of this newsroom");
            let help = format!("`languages` in site.yaml lists {}", tags.join(", "));
            low.report(Diagnostic::error("unknown-language", place, message).help(help));
        }
        found.map(|id| (tag, id))
    }
}

/// Reads `site.yaml`. `None` when nothing can be made without what is missing.
pub fn site(file: &FilePath, text: &str) -> Checked<Option<Site>> {
    let mut low = Lowering::new(file);
    let value = yaml::read(file, text, 0..text.len(), &mut low.diagnostics);
    let value = value.and_then(|value| lower(&mut low, &value));
    Checked { value, diagnostics: low.diagnostics }
}

fn lower(low: &mut Lowering<'_>, value: &Value) -> Option<Site> {
    if value.is_null() {
        let place = Place::file(low.file);
        let help = "it needs `name`, `base_url`, `languages` and `timezone`";
        low.report(Diagnostic::error("empty-file", place, "the file is empty").help(help));
        return None;
    }
    let fields = low.fields(value, At::Root, KEYS)?;
    let base_url = base_url(low, &fields);
    let zone = zone(low, &fields);
    let languages = languages(low, &fields);
    // Everything else is read with stand-ins, so that one run reports every mistake of the newsroom.
    // Nothing stands in for the languages: every text would be in one that is not there.
    let readable = !languages.is_empty();
    let mut site = Site {
        name: Localised::default(),
        base_url: base_url.or_else(|| url::Url::parse("https://newsroom.example/").ok())?,
        languages: if languages.is_empty() { vec![settings("en")?] } else { languages },
        zone: zone.unwrap_or(Tz::UTC),
        theme: "default".to_owned(),
        description: None,
        notice: None,
        organisation: None,
        defaults: Defaults::default(),
        home_releases: 12,
        feed_entries: 40,
        outputs: Outputs::default(),
        avif: false,
        trusted_html: false,
        strict: fields.flag(low, "strict"),
        extra: fields.extra(low),
    };
    let name = lower_name(low, &fields, &site);
    lower_texts(low, &fields, &mut site);
    lower_languages(low, &fields, &mut site);
    lower_numbers(low, &fields, &mut site);
    lower_html(low, &fields, &mut site);
    outputs::lower(low, &fields, &mut site);
    pictures::lower(low, &fields, &mut site);
    site.defaults = defaults(low, &fields);
    site.name = name.unwrap_or_default();
    readable.then_some(site)
}

fn lower_name(low: &mut Lowering<'_>, fields: &Fields<'_>, site: &Site) -> Option<Localised> {
    if let Some(value) = fields.get("name") {
        localised(low, value, &fields.at("name"), site, true)
    } else {
        fields.missing(low, "name", "add a line such as `name: Press office of …`");
        None
    }
}

fn base_url(low: &mut Lowering<'_>, fields: &Fields<'_>) -> Option<url::Url> {
    let help = "add where the site will stand: `base_url: https://newsroom.example/`";
    let text = fields.needed_text(low, "base_url", help)?;
    parse_base_url(&text).or_else(|| {
        let place = low.value_place(&fields.at("base_url"));
        let message = format!("`base_url`: “{text}” is not a web address");
        let help = "write it in full: https://newsroom.example/press/";
        low.report(Diagnostic::error("bad-address", place, message).help(help));
        None
    })
}

/// Reads the address a site will stand at; `None` unless it is http or https with a host.
pub(crate) fn parse_base_url(text: &str) -> Option<url::Url> {
    let mut url = url::Url::parse(text).ok()?;
    let has_user = !url.username().is_empty() || url.password().is_some();
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() || has_user {
        return None;
    }
    url.set_query(None);
    url.set_fragment(None);
    if !url.path().ends_with('/') {
        let path = format!("{}/", url.path());
        url.set_path(&path);
    }
    Some(url)
}

fn zone(low: &mut Lowering<'_>, fields: &Fields<'_>) -> Option<Tz> {
    let text = fields.needed_text(low, "timezone", "add a line such as `timezone: Europe/Riga`")?;
    text.parse().ok().or_else(|| {
        let names = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name());
        let help = match did_you_mean(&text, names) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "write a name such as Europe/Riga".to_owned(),
        };
        let place = low.value_place(&fields.at("timezone"));
        let message = format!("there is no time zone “{text}”");
        low.report(Diagnostic::error("unknown-timezone", place, message).help(help));
        None
    })
}

fn lower_texts(low: &mut Lowering<'_>, fields: &Fields<'_>, site: &mut Site) {
    let text = |low: &mut Lowering<'_>, key: &str, site: &Site| {
        localised(low, fields.get(key)?, &fields.at(key), site, false)
    };
    site.description = text(low, "description", site);
    site.notice = text(low, "notice", site);
    site.organisation = organisation(low, fields, site);
    if let Some(theme) = fields.text(low, "theme") {
        site.theme = theme;
    }
}

fn organisation(low: &mut Lowering<'_>, fields: &Fields<'_>, site: &Site) -> Option<Organisation> {
    let value = fields.get("organisation")?;
    let at = fields.at("organisation");
    let keys: &[&str] = &["name", "url", "address", "email", "phone", "logo"];
    let own = low.fields(value, at, keys)?;
    let name = if let Some(value) = own.get("name") {
        localised(low, value, &own.at("name"), site, true)
    } else {
        own.missing(low, "name", "say who publishes the newsroom");
        None
    };
    let logo = own.text(low, "logo").map(|file| PictureFile {
        place: low.value_place(&own.at("logo")),
        file,
        alt: None,
    });
    Some(Organisation {
        name: name?,
        url: own.web_address(low, "url"),
        address: own
            .get("address")
            .and_then(|v| localised(low, v, &own.at("address"), site, false)),
        email: own.email(low, "email"),
        phone: own.text(low, "phone"),
        logo,
    })
}

fn lower_numbers(low: &mut Lowering<'_>, fields: &Fields<'_>, site: &mut Site) {
    let groups: [(&str, &'static [&'static str], &mut usize); 2] = [
        ("home", &["releases"], &mut site.home_releases),
        ("feed", &["entries"], &mut site.feed_entries),
    ];
    for (key, known, slot) in groups {
        let Some(value) = fields.get(key) else { continue };
        let at = fields.at(key);
        let Some(own) = low.fields(value, at, known) else { continue };
        if let Some(number) = own.whole_number(low, known[0], 1..=1000) {
            *slot = usize::from(number);
        }
    }
}

fn lower_html(low: &mut Lowering<'_>, fields: &Fields<'_>, site: &mut Site) {
    match fields.text(low, "html").as_deref() {
        None | Some("clean") => {}
        Some("trusted") => site.trusted_html = true,
        Some(other) => {
            let place = Place::new(low.file, Spot::Value(YamlPath::key("html")));
            let message = format!("`html` must be `clean` or `trusted`, not “{other}”");
            low.report(Diagnostic::error("unknown-value", place, message));
        }
    }
}

fn defaults(low: &mut Lowering<'_>, fields: &Fields<'_>) -> Defaults {
    let Some(value) = fields.get("defaults") else { return Defaults::default() };
    let at = fields.at("defaults");
    let Some(own) = low.fields(value, at, &["contact", "boilerplate", "funder"]) else {
        return Defaults::default();
    };
    let mut keys =
        |key: &str| own.texts(low, key, false).into_iter().map(|(_, text)| text).collect();
    Defaults { contact: keys("contact"), boilerplate: keys("boilerplate"), funder: keys("funder") }
}
