//! Light stemming: `izstādi` and `izstāde` are one word.
//!
//! The rules of a language are a table, the same for this program and for the script of the search
//! page. A language without a table has its words folded only.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// The tables: a language's first subtag, and its rules.
const TABLES: &[(&str, &str)] = &[
    ("en", include_str!("stems/en.txt")),
    ("lv", include_str!("stems/lv.txt")),
    ("ru", include_str!("stems/ru.txt")),
];

/// The least number of characters before an ending when its rule names none.
const LEAST: usize = 3;

/// The rules of one language.
#[derive(Debug, Default)]
pub struct Stems {
    /// By ending: what takes its place, and how many characters must stand before it.
    endings: BTreeMap<&'static str, (&'static str, usize)>,
    /// Stems that another stands for.
    same: BTreeMap<&'static str, &'static str>,
    /// Length of the longest ending in bytes.
    longest: usize,
}

impl Stems {
    /// The rules of a language by its BCP 47 tag.
    pub fn of(tag: &str) -> Self {
        let language = tag.split('-').next().unwrap_or_default();
        let table = TABLES.iter().find(|(known, _)| *known == language);
        table.map_or_else(Self::default, |(_, text)| Self::read(text))
    }

    /// Reads a table: words parted by white space, `#` to the end of a line is a comment.
    ///
    /// `ām` is an ending that goes; `ies/y` one that another replaces; `ed//4` one that goes when four
    /// characters stand before it; `=a/b` says that the stem `a` is as good as `b`.
    fn read(text: &'static str) -> Self {
        let mut stems = Self::default();
        let lines = text.lines().map(|line| line.split('#').next().unwrap_or_default());
        for rule in lines.flat_map(str::split_whitespace) {
            let mut parts = rule.split('/');
            let ending = parts.next().unwrap_or_default();
            let replacement = parts.next().unwrap_or_default();
            let least = parts.next().and_then(|number| number.parse().ok()).unwrap_or(LEAST);
            if let Some(stem) = ending.strip_prefix('=') {
                stems.same.insert(stem, replacement);
            } else {
                stems.longest = stems.longest.max(ending.len());
                stems.endings.insert(ending, (replacement, least));
            }
        }
        stems
    }

    /// The stem of a folded word: its longest known ending is taken off.
    pub fn stem<'w>(&self, word: &'w str) -> Cow<'w, str> {
        let stem = self.without_ending(word);
        match self.same.get(&*stem) {
            Some(other) => Cow::Borrowed(*other),
            None => stem,
        }
    }

    fn without_ending<'w>(&self, word: &'w str) -> Cow<'w, str> {
        let from = word.len().saturating_sub(self.longest);
        for (at, _) in word.char_indices().skip_while(|(at, _)| *at < from) {
            let Some((replacement, least)) = self.endings.get(&word[at..]) else { continue };
            if word[..at].chars().count() < *least {
                continue;
            }
            return if replacement.is_empty() {
                Cow::Borrowed(&word[..at])
            } else {
                Cow::Owned(format!("{}{replacement}", &word[..at]))
            };
        }
        Cow::Borrowed(word)
    }

    /// The table on one line, as the script reads it.
    pub fn table(&self) -> String {
        let endings = self.endings.iter().map(|(ending, (replacement, least))| {
            match (replacement.is_empty(), *least == LEAST) {
                (true, true) => (*ending).to_owned(),
                (false, true) => format!("{ending}/{replacement}"),
                (_, false) => format!("{ending}/{replacement}/{least}"),
            }
        });
        let same = self.same.iter().map(|(stem, other)| format!("={stem}/{other}"));
        endings.chain(same).collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::fold;

    /// Each line: forms of one word, which must have one stem, and that of no other line.
    fn check(tag: &str, words: &str) {
        let stems = Stems::of(tag);
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        for line in words.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let found: Vec<String> =
                line.split(' ').map(|word| stems.stem(&fold(word)).into_owned()).collect();
            assert!(found.iter().all(|stem| *stem == found[0]), "{line}: {found:?}");
            assert_eq!(seen.insert(found[0].clone(), line), None, "{line}: {}", found[0]);
        }
    }

    #[test]
    fn latvian_forms() {
        check(
            "lv",
            "izstāde izstādes izstādi izstādē izstādei izstādēm izstādēs izstāžu
             muzejs muzeja muzejam muzeju muzejā muzeji muzejiem muzejus muzejos
             Rīga Rīgas Rīgā Rīgu Rīgai
             Alūksne Alūksnes Alūksni Alūksnē Alūksnei
             pilsēta pilsētas pilsētu pilsētā pilsētai pilsētām pilsētās
             seminārs semināra semināru seminārā semināri semināriem semināros
             kultūra kultūras kultūru kultūrā kultūrai
             integrācija integrācijas integrāciju integrācijā integrācijai
             skolotājs skolotāja skolotāju skolotājam skolotāji skolotājiem skolotāja skolotājas
             māja mājas māju mājā mājām mājās
             gads gada gadu gadā gadi gadiem gados gadam
             liels liela lielais lielā lielo lielajā lielajam lielie lielajiem lielajos lielajās lielajām
             valsts valsti valstij valstis valstu valstīm valstīs
             sieviete sievietes sieviešu sievietēm
             iestāde iestādes iestāžu iestādē",
        );
    }

    #[test]
    fn russian_forms() {
        check(
            "ru",
            "выставка выставки выставке выставку выставкой выставок выставками выставках
             музей музея музею музеем музее музеи музеев музеям музеями музеях
             город города городу городом городе городов городам городами городах
             интеграция интеграции интеграцию интеграцией
             новый новая новое новые нового новому новым новой новую новых новыми
             русский русская русские русского русских русскую русской
             министерство министерства министерству министерством министерстве
             Рига Риги Риге Ригу Ригой
             Алуксне
             художник художника художники художников художникам",
        );
    }

    #[test]
    fn english_forms() {
        check(
            "en",
            "exhibition exhibitions exhibition's
             city cities
             museum museums museum's
             class classes
             open opens opened opening openings
             gallery galleries
             bus
             town towns
             business businesses
             news",
        );
    }

    #[test]
    fn a_language_without_a_table_is_folded_only() {
        assert_eq!(Stems::of("de").stem("ausstellungen"), "ausstellungen");
        assert_eq!(Stems::of("de").table(), "");
        assert_eq!(Stems::of("en-GB").stem("towns"), "town");
    }

    #[test]
    fn a_written_table_is_read_back_the_same() {
        for (tag, _) in TABLES {
            let table = Stems::of(tag).table();
            assert_eq!(Stems::read(Box::leak(table.clone().into_boxed_str())).table(), table);
            // Folded words have no capitals and no marks: a rule with one would never be used.
            let letters = |c: char| c.is_alphanumeric() || " /=".contains(c);
            assert!(table.chars().all(letters), "{tag}");
            assert_eq!(
                fold(&table.replace(['/', '='], " ")),
                table.replace(['/', '='], " ").split_whitespace().collect::<Vec<_>>().join(" "),
                "{tag}"
            );
        }
    }
}
