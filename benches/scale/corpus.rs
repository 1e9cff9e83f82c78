//! A newsroom of any size, put together from word lists: the same size gives the same bytes everywhere.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use chrono::{Duration, NaiveDate, NaiveDateTime};

use crate::pictures;
use crate::words::{
    CLAUSES, HEADINGS, HUES, OBJECTS, OPENINGS, ROLES, SUBJECTS, THEMES, THINGS, TOPICS, TOWNS,
    VENUES, VERBS,
};

const SITE: &str = "\
name: Preses relīzes
base_url: https://newsroom.example/
languages: [lv]
timezone: Europe/Riga
description: Izdomātas relīzes, ar kurām mēra būvēšanas laiku
paths: {lv: {releases: releases, towns: towns, exhibitions: exhibitions, topics: topics}}
";

const FIRST_DAY: (i32, u32, u32) = (2008, 1, 7);
const DAYS: u64 = 6_700;
const SHOWINGS: usize = 8;

/// Writes `content/` for `count` releases into `content`, the first of them with a picture each.
pub(crate) fn write(count: usize, with_picture: usize, content: &Path) -> Result<()> {
    let first =
        NaiveDate::from_ymd_opt(FIRST_DAY.0, FIRST_DAY.1, FIRST_DAY.2).context("the first day")?;
    fs::create_dir_all(content)?;
    fs::write(content.join("site.yaml"), SITE)?;
    fs::write(content.join("towns.yaml"), towns_file())?;
    let mut known: Vec<String> = Vec::with_capacity(count);
    for index in 0..count {
        let mut release = Release::new(index, count, first, &known);
        let path = content.join(&release.path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        if index < with_picture {
            release.show(&pictures::name(index));
            pictures::write(&path.with_file_name(pictures::name(index)), index)?;
        }
        fs::write(&path, release.text).with_context(|| format!("writing {}", path.display()))?;
        known.push(release.path);
    }
    Ok(())
}

fn towns_file() -> String {
    let mut text = String::new();
    for [name, genitive, locative] in TOWNS {
        let key = address_word(name);
        let _ = writeln!(
            text,
            "{key}:\n  name: {{lv: {{nominative: {name}, genitive: {genitive}, locative: {locative}}}}}"
        );
    }
    text
}

struct Release {
    path: String,
    text: String,
}

impl Release {
    fn new(index: usize, count: usize, first: NaiveDate, known: &[String]) -> Self {
        let shows = (count / SHOWINGS).max(1);
        let show = index % shows;
        let mut dice = Dice::new(index as u64);
        let published = publication(first, show, index / shows, &mut dice);
        let town = TOWNS[dice.leaning(TOWNS.len())];
        let exhibition = exhibition_name(show);
        let venue = VENUES[dice.leaning(VENUES.len())].replace("{}", town[1]);
        let opens = published.date() + Duration::days(dice.between(1, 21));
        let closes = opens + Duration::days(dice.between(14, 90));
        let slug = format!("{}-{}-{index}", address_word(&exhibition), address_word(town[0]));
        let title = title(&exhibition, town, &venue, &mut dice);
        let mut text = format!(
            "---\ntitle: \"{title}\"\ndate: {}\ntown: {}\nvenue: \"{venue}\"\nexhibition: \"{exhibition}\"\n\
             opens: {opens}\ncloses: {closes}\nsummary: \"{} {}\"\ntopics: [{}]\n---\n\n",
            published.format("%Y-%m-%dT%H:%M:%S"),
            town[0],
            sentence(&mut dice),
            sentence(&mut dice),
            dice.several(TOPICS).join(", "),
        );
        let folder = published.format("releases/%Y").to_string();
        body(&mut text, &mut dice, earlier(known, &folder, index).as_deref());
        Self { path: format!("{folder}/{slug}.md"), text }
    }

    /// Names a picture in the front matter.
    fn show(&mut self, picture: &str) {
        let images = format!("images: [{{file: {picture}, alt: Izstāde, credit: Neviens}}]\n");
        self.text.insert_str("---\n".len(), &images);
    }
}

/// An exhibition's tour begins on some day and goes on by a town every three weeks or so.
fn publication(first: NaiveDate, show: usize, stop: usize, dice: &mut Dice) -> NaiveDateTime {
    let start = Dice::new(show as u64 ^ 0x5eed).below(DAYS);
    let day = (start + stop as u64 * 21 + dice.below(9)).min(DAYS + 150);
    let minute = 8 * 60 + dice.below(10 * 60);
    let day = first + Duration::days(i64::try_from(day).unwrap_or_default());
    day.and_time(chrono::NaiveTime::MIN)
        + Duration::minutes(i64::try_from(minute).unwrap_or_default())
}

fn exhibition_name(show: usize) -> String {
    let total = HUES.len() * THINGS.len() * THEMES.len();
    // A step that shares no factor with the total visits every name once before it repeats.
    let pick = (show * 1_001 + 17) % total;
    let round = show / total;
    let hue = HUES[pick % HUES.len()];
    let thing = THINGS[pick / HUES.len() % THINGS.len()];
    let theme = THEMES[pick / (HUES.len() * THINGS.len())];
    match round {
        0 => format!("{hue} {thing}: {theme}"),
        _ => format!("{hue} {thing}: {theme}, {}. turpinājums", "I".repeat(3 * round)),
    }
}

fn title(exhibition: &str, town: [&str; 3], venue: &str, dice: &mut Dice) -> String {
    let [name, genitive, locative] = town;
    match dice.below(5) {
        0 => format!("{locative} atklās izstādi „{exhibition}“"),
        1 => format!("„{exhibition}“ ierodas {locative}"),
        2 => format!("{genitive} iedzīvotāji aicināti uz izstādi „{exhibition}“"),
        3 => format!("{venue}: izstāde „{exhibition}“"),
        _ => format!("{name}: „{exhibition}“ un seminārs"),
    }
}

/// A fifth of the releases link to one written before: its address as an editor writes it, from file to file.
fn earlier(known: &[String], folder: &str, index: usize) -> Option<String> {
    let target = known.get(index.checked_sub(1)?).filter(|_| index.is_multiple_of(5))?;
    let (target_folder, name) = target.rsplit_once('/')?;
    let year = target_folder.rsplit_once('/')?.1;
    Some(if target_folder == folder { name.to_owned() } else { format!("../{year}/{name}") })
}

fn body(text: &mut String, dice: &mut Dice, link: Option<&str>) {
    let parts = dice.between(5, 11);
    paragraph(text, dice);
    if let Some(link) = link {
        let _ = write!(text, "Par iepriekšējo pieturu var lasīt [agrākā relīzē]({link}).\n\n");
    }
    for part in 0..parts {
        match part {
            1 | 5 => {
                let _ = write!(text, "## {}\n\n", dice.pick(HEADINGS));
            }
            2 => quotation(text, dice),
            3 => list(text, dice),
            4 if dice.below(5) == 0 => hours(text, dice),
            _ => {}
        }
        paragraph(text, dice);
    }
    let _ = writeln!(
        text,
        "Vairāk ziņu: [rīkotāju lapā](https://rikotaji.example/{0}/), tālrunis 6{0}, e-pasts prese@newsroom.example.",
        1_000_000 + dice.below(8_999_999)
    );
}

fn paragraph(text: &mut String, dice: &mut Dice) {
    for _ in 0..dice.between(4, 8) {
        text.push_str(&sentence(dice));
        text.push(' ');
    }
    if dice.below(3) == 0 {
        let _ =
            write!(text, "Īpaši jāpiemin **{}** un *{}*. ", dice.pick(OBJECTS), dice.pick(OBJECTS));
    }
    text.pop();
    text.push_str("\n\n");
}

fn quotation(text: &mut String, dice: &mut Dice) {
    let (said, more, who) = (sentence(dice), sentence(dice), dice.pick(ROLES));
    let _ = write!(text, "> „{said} {more}“\n>\n> — {who}\n\n");
}

fn list(text: &mut String, dice: &mut Dice) {
    for _ in 0..dice.between(3, 6) {
        let _ = writeln!(
            text,
            "- **{}.00** {} {}",
            dice.between(9, 19),
            dice.pick(SUBJECTS),
            dice.pick(VERBS)
        );
    }
    text.push('\n');
}

fn hours(text: &mut String, dice: &mut Dice) {
    text.push_str("| Diena | Laiks | Cena |\n|:------|:-----:|-----:|\n");
    for day in ["Otrdiena–piektdiena", "Sestdiena", "Svētdiena"] {
        let _ = writeln!(
            text,
            "| {day} | {}.00–18.00 | {},50 € |",
            dice.between(9, 12),
            dice.between(1, 9)
        );
    }
    text.push('\n');
}

fn sentence(dice: &mut Dice) -> String {
    let [one, two] = [dice.pick(SUBJECTS), dice.pick(SUBJECTS)];
    let [does, also] = [dice.pick(VERBS), dice.pick(VERBS)];
    let [what, more] = [dice.pick(OBJECTS), dice.pick(OBJECTS)];
    let plain = match dice.below(4) {
        0 => format!("{} {one} {does} {what}.", dice.pick(OPENINGS)),
        1 => format!("{one}, {}, {does} {what} un {more}.", dice.pick(CLAUSES)),
        2 => format!("{one} {does} {what}, bet {two} {also} {more}."),
        _ => format!("{one} {does} {what}, un {} dienās {two} {also} {more}.", dice.between(2, 40)),
    };
    let mut letters = plain.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Lower-case ASCII letters, digits and single hyphens.
pub(crate) fn address_word(text: &str) -> String {
    let mut word = String::with_capacity(text.len());
    for letter in text.to_lowercase().chars() {
        let plain = match letter {
            'ā' => 'a',
            'č' => 'c',
            'ē' => 'e',
            'ģ' => 'g',
            'ī' => 'i',
            'ķ' => 'k',
            'ļ' => 'l',
            'ņ' => 'n',
            'š' => 's',
            'ū' => 'u',
            'ž' => 'z',
            other => other,
        };
        if plain.is_ascii_alphanumeric() {
            word.push(plain);
        } else if !word.is_empty() && !word.ends_with('-') {
            word.push('-');
        }
    }
    word.trim_end_matches('-').to_owned()
}

/// A small generator of numbers that look like chance (Steele, Lea and Flood: `SplitMix64`).
struct Dice(u64);

impl Dice {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x0072_656c_6561_7365)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    fn between(&mut self, least: i64, most: i64) -> i64 {
        least + i64::try_from(self.below(most.abs_diff(least) + 1)).unwrap_or_default()
    }

    fn index(&mut self, length: usize) -> usize {
        usize::try_from(self.below(length as u64)).unwrap_or_default()
    }

    /// An index that is the more frequent the smaller it is.
    fn leaning(&mut self, length: usize) -> usize {
        let end = self.index(length) + 1;
        self.index(end)
    }

    fn pick(&mut self, words: &[&'static str]) -> &'static str {
        words[self.index(words.len())]
    }

    fn several(&mut self, words: &[&'static str]) -> Vec<&'static str> {
        let start = self.index(words.len());
        let length = 2 + self.index(3);
        (0..length).map(|step| words[(start + step * 5) % words.len()]).collect()
    }
}
