//! Calendars, as another program reads them: what is in them, and what becomes of an event in a
//! subscriber's calendar when an editor changes it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::Folder;
use icalendar::parser::{Component, read_calendar, unfold};

/// One VEVENT: each property's name with its parameters, and its value.
type Entry = BTreeMap<String, String>;

/// The entries of a calendar, by what a property of theirs says.
fn entries(text: &str) -> Vec<Entry> {
    let unfolded = unfold(text);
    let calendar = read_calendar(&unfolded).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let events = calendar.components.iter().filter(|component| component.name == "VEVENT");
    events.map(entry).collect()
}

fn entry(component: &Component<'_>) -> Entry {
    let mut entry = Entry::new();
    for property in &component.properties {
        let mut name = property.name.as_str().to_owned();
        for parameter in &property.params {
            let value = parameter.val.as_ref().map_or("", |value| value.as_str());
            name.extend([";", parameter.key.as_str(), "=", value]);
        }
        let value = property.val.as_str().to_owned();
        assert!(entry.insert(name, value).is_none(), "twice in {:?}", component.properties);
    }
    entry
}

/// The entry with a word in its title.
fn named<'e>(entries: &'e [Entry], word: &str) -> &'e Entry {
    let mut found = entries.iter().filter(|entry| entry["SUMMARY"].contains(word));
    let entry = found.next().unwrap_or_else(|| panic!("no {word} in {entries:#?}"));
    assert!(found.next().is_none(), "{word} twice in {entries:#?}");
    entry
}

fn sequence(entry: &Entry) -> u32 {
    entry["SEQUENCE"].parse().unwrap()
}

const TOUR: &str = "\
== content/site.yaml
name: {en: Newsroom, lv: Preses telpa}
base_url: https://newsroom.example/press/
languages: [en, lv]
timezone: Europe/Riga
== content/towns.yaml
aluksne: {name: Alūksne, latitude: 57.4217, longitude: 27.0467}
cesis: {name: Cēsis}
== content/venues.yaml
hall: {name: Council hall, address: \"Dārza iela 11, 2nd floor\", town: aluksne, latitude: 57.42, longitude: 27.05}
== content/exhibitions/clean.md
---
name: Clean Culture
stops:
  - {venue: hall, opens: 2013-06-03, closes: 2013-06-10}
  - {town: Cēsis, opens: 2013-06-14, closes: 2013-06-21}
---
== content/releases/2013-05-31-opening.md
---
title: An exhibition opens
date: 2013-05-31T10:00
town: Alūksne
venue: hall
exhibition: Clean Culture
opens: 2013-06-03
closes: 2013-06-10
topics: [\"Art, craft\", Towns]
events:
  - {name: Seminar, starts: 2013-06-03}
  - {name: Opening; all welcome, starts: 2013-06-03T13:00, description: \"With the artists.\"}
  - {name: Night, starts: 2013-06-08T20:00, ends: 2013-06-09T01:30, town: Cēsis}
---
Forty works, of four minorities.
== content/releases/2013-05-31-opening.lv.md
---
title: Atklāj izstādi
date: 2013-05-31T10:00
town: Alūksne
exhibition: Clean Culture
events:
  - {name: Seminārs, starts: 2013-06-03}
  - {name: Atklāšana, starts: 2013-06-03T13:00}
  - {name: Nakts, starts: 2013-06-08T20:00, town: Cēsis}
---
Četrdesmit darbi.
";

const RELEASE: &str = "content/releases/2013-05-31-opening.md";
const LATVIAN: &str = "content/releases/2013-05-31-opening.lv.md";

fn tour() -> Folder {
    let folder = Folder::empty();
    folder.write_all(TOUR);
    folder
}

/// The entries of a calendar of the tour, as built on a day.
fn built(folder: &Folder, path: &str) -> Vec<Entry> {
    folder.build(&["--now", "2013-06-01T12:00"]);
    entries(&folder.page(path))
}

#[test]
fn what_a_release_tells_of() {
    let entries = built(&tour(), "releases/2013/opening/calendar.ics");
    assert_eq!(entries.len(), 4);

    let stop = named(&entries, "Clean Culture");
    assert_eq!(stop["SUMMARY"], "Clean Culture – Alūksne");
    assert_eq!(stop["DTSTART;VALUE=DATE"], "20130603");
    assert_eq!(stop["DTEND;VALUE=DATE"], "20130611", "the last day counts");
    assert_eq!(stop["STATUS"], "CONFIRMED");
    assert_eq!(stop["TRANSP"], "TRANSPARENT");
    assert_eq!(stop["GEO"], "57.42;27.05");
    assert_eq!(stop["URL"], "https://newsroom.example/press/releases/2013/opening/");

    let opening = named(&entries, "Opening");
    assert_eq!(opening["DTSTART;TZID=Europe/Riga"], "20130603T130000");
    assert!(!opening.keys().any(|key| key.starts_with("DTEND")), "no end was given");
    assert_eq!(opening["DTSTAMP"], "20130531T070000Z");
    assert_eq!(opening["SEQUENCE"], "0", "a translation is no news");

    let seminar = named(&entries, "Seminar");
    assert_eq!(seminar["DTSTART;VALUE=DATE"], "20130603");
    assert_eq!(seminar["DTEND;VALUE=DATE"], "20130604");

    let night = named(&entries, "Night");
    assert_eq!(night["DTSTART;TZID=Europe/Riga"], "20130608T200000");
    assert_eq!(night["DTEND;TZID=Europe/Riga"], "20130609T013000");
    assert_eq!(night["LOCATION"], "Cēsis");
}

#[test]
fn the_file_itself() {
    let folder = tour();
    folder.build(&[]);
    let text = folder.page("releases/2013/opening/calendar.ics");
    assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:"), "{text}");
    assert!(text.ends_with("END:VCALENDAR\r\n"));
    assert!(!text.replace("\r\n", "").contains(['\r', '\n']));
    let unfolded = text.replace("\r\n ", "");
    for line in [
        "SUMMARY:Opening\\; all welcome",
        "LOCATION:Council hall\\, Dārza iela 11\\, 2nd floor\\, Alūksne",
        "DESCRIPTION:With the artists.\\n\\nForty works\\, of four minorities.\\n\\n\
         https://newsroom.example/press/releases/2013/opening/",
        "CATEGORIES:Art\\, craft,Towns",
        "TZOFFSETTO:+0300",
    ] {
        assert!(unfolded.contains(&format!("\r\n{line}\r\n")), "no {line} in {unfolded}");
    }
    assert_eq!(text.matches("BEGIN:VTIMEZONE").count(), 1);
    assert!(!text.contains("METHOD"), "nothing is scheduled");

    let site = folder.page("calendar.ics").replace("\r\n ", "");
    for line in [
        "NAME:Newsroom",
        "X-WR-CALNAME:Newsroom",
        "SOURCE;VALUE=URI:https://newsroom.example/press/calendar.ics",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        "LAST-MODIFIED:20130531T070000Z",
    ] {
        assert!(site.contains(&format!("\r\n{line}\r\n")), "no {line} in {site}");
    }
}

#[test]
fn each_calendar_holds_its_own() {
    let folder = tour();
    folder.build(&[]);
    let titles = |path: &str| -> Vec<String> {
        entries(&folder.page(path)).into_iter().map(|mut e| e.remove("SUMMARY").unwrap()).collect()
    };
    let all = [
        "Clean Culture – Alūksne",
        "Seminar",
        "Opening; all welcome",
        "Night",
        "Clean Culture – Cēsis",
    ];
    assert_eq!(titles("calendar.ics"), all);
    assert_eq!(titles("exhibitions/clean/calendar.ics"), all);
    assert_eq!(titles("towns/aluksne/calendar.ics"), all[..3]);
    assert_eq!(titles("towns/cesis/calendar.ics"), all[3..]);
    assert_eq!(titles("lv/towns/cesis/calendar.ics"), ["Nakts", "Clean Culture – Cēsis"]);
    // One thing has one name in every file and every language.
    let mut known: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, bytes) in folder.site_files() {
        if path.ends_with(".ics") {
            for entry in entries(&String::from_utf8(bytes).unwrap()) {
                let when = entry.iter().find(|(key, _)| key.starts_with("DTSTART")).unwrap().1;
                known.entry(entry["UID"].clone()).or_default().insert(when.clone());
                assert!(entry["UID"].ends_with("@newsroom.example"));
            }
        }
    }
    assert_eq!(known.len(), 5);
    assert!(known.values().all(|times| times.len() == 1), "{known:?}");
}

/// What an editor does.
type Edit = fn(&Folder);

/// What an editor does to the opening, and whether the event is still the same one.
#[test]
fn an_event_keeps_its_name_through_edits() {
    let before = built(&tour(), "calendar.ics");
    let before = named(&before, "Opening");
    let note = "updates: [{date: 2013-06-01T09:00, note: A correction.}]\ntopics:";
    let edits: [(&str, Edit); 6] = [
        ("the time is moved", |folder| {
            folder.replace(RELEASE, "2013-06-03T13:00", "2013-06-04T15:30");
            folder.replace(LATVIAN, "2013-06-03T13:00", "2013-06-04T15:30");
        }),
        ("the time is moved in one language only", |folder| {
            folder.replace(RELEASE, "2013-06-03T13:00", "2013-06-04T15:30");
        }),
        ("the name is corrected", |folder| {
            folder.replace(RELEASE, "Opening; all welcome", "Grand Opening");
        }),
        ("it is in another place", |folder| {
            folder.replace(RELEASE, "description: ", "town: Cēsis, description: ");
        }),
        ("an event is added behind it", |folder| {
            folder.replace(
                RELEASE,
                "  - {name: Night",
                "  - {name: Tour, starts: 2013-06-01}\n  - {name: Night",
            );
        }),
        ("the release gets a folder for its pictures", |folder| {
            let text = folder.text(RELEASE);
            folder.remove(RELEASE).write("content/releases/2013-05-31-opening/index.md", text);
            let text = folder.text(LATVIAN);
            folder.remove(LATVIAN).write("content/releases/2013-05-31-opening/index.lv.md", text);
        }),
    ];
    for (what, edit) in edits {
        let folder = tour();
        folder.replace(RELEASE, "topics:", note);
        edit(&folder);
        let after = built(&folder, "calendar.ics");
        let after = named(&after, "Opening");
        assert_eq!(after["UID"], before["UID"], "{what}");
        assert!(sequence(after) > sequence(before), "{what}");
        assert!(after["DTSTAMP"] > before["DTSTAMP"], "{what}");
        assert_eq!(after["DTSTAMP"], after["LAST-MODIFIED"]);
        assert_eq!(after["CREATED"], before["CREATED"], "{what}");
    }
}

#[test]
fn translations_that_disagree_are_two_events_until_mended() {
    let folder = tour();
    folder.replace(RELEASE, "2013-06-03T13:00", "2013-06-04T15:30");
    let entries = built(&folder, "calendar.ics");
    let uids: BTreeSet<&str> = entries.iter().map(|entry| entry["UID"].as_str()).collect();
    assert_eq!((entries.len(), uids.len()), (6, 6));
}

#[test]
fn a_stop_keeps_its_name_through_edits() {
    let before = built(&tour(), "calendar.ics");
    let before = named(&before, "Alūksne");
    let folder = tour();
    let exhibition = "content/exhibitions/clean.md";
    for path in [RELEASE, exhibition] {
        folder.replace(path, "2013-06-03", "2013-07-01").replace(path, "2013-06-10", "2013-07-08");
    }
    folder.replace(exhibition, "venue: hall", "town: Alūksne, venue: Town library");
    folder.replace(RELEASE, "venue: hall", "venue: Town library");
    let after = built(&folder, "calendar.ics");
    let after = named(&after, "Alūksne");
    assert_eq!(after["UID"], before["UID"]);
    assert_eq!(after["DTSTART;VALUE=DATE"], "20130701");
    assert_eq!(after["LOCATION"], "Town library, Alūksne");
}

/// A release that announces a stop in June, and what an exhibition's file says of it later.
fn moved(stop: &str, release: &str) -> Folder {
    let folder = Folder::plain();
    let front = "exhibition: Show\nopens: 2026-06-10\ncloses: 2026-06-12\n";
    folder.release("a.md", &format!("title: First told\n{front}{release}"), "A.\n");
    folder.write(
        "content/exhibitions/show.md",
        format!("---\nname: Show\nstops:\n  - {{town: Riga, {stop}}}\n---\n"),
    );
    folder
}

#[test]
fn a_stop_that_was_moved_is_one_stop() {
    let before = moved("opens: 2026-06-10, closes: 2026-06-12", "");
    before.build(&[]);
    let before = entries(&before.page("calendar.ics"));
    let july = "opens: 2026-07-10, closes: 2026-07-12";
    for (stop, release) in [
        (format!("{july}, status: rescheduled, previously: 2026-06-10"), ""),
        (format!("{july}, previously: 2026-06-10T12:00"), ""),
        // The venue may have changed with the days.
        (format!("{july}, venue: Hall, previously: 2026-06-10"), "venue: Library\n"),
    ] {
        let folder = moved(&stop, release);
        let build = folder.build(&[]);
        let all = entries(&folder.page("calendar.ics"));
        assert_eq!(all.len(), 1, "{stop}: {all:#?}");
        assert_eq!(all[0]["UID"], before[0]["UID"], "{stop}");
        assert_eq!(all[0]["DTSTART;VALUE=DATE"], "20260710");
        assert_eq!(all[0]["DTEND;VALUE=DATE"], "20260713");
        assert!(sequence(&all[0]) > sequence(&before[0]), "{stop}");
        assert_eq!(entries(&folder.page("releases/2026/a/calendar.ics")).len(), 1);
        assert!(!build.stderr.contains("stop-dates-differ"), "nothing is to be mended");
        let text = folder.page("releases/2026/a/release.txt");
        assert!(text.contains("July") && !text.contains("10–12 June"), "{text}");
        let page = folder.page("exhibitions/show/index.html");
        assert!(!page.contains("10–12 June"), "{page}");
    }
}

#[test]
fn moved_stops_of_one_town_are_not_taken_for_each_other() {
    // A tour that moves on as a whole: the first stop comes to where the second was.
    let folder = moved(
        "venue: Hall, opens: 2026-07-10, closes: 2026-07-12, previously: 2026-06-10}\n  \
         - {town: Riga, venue: Hall, opens: 2026-08-10, closes: 2026-08-12, previously: 2026-07-10}\n  \
         - {town: Riga, venue: Library, opens: 2026-06-10, closes: 2026-06-14",
        "venue: Hall\n",
    );
    folder.build(&[]);
    let all = entries(&folder.page("calendar.ics"));
    let opens: Vec<&str> = all.iter().map(|entry| entry["DTSTART;VALUE=DATE"].as_str()).collect();
    assert_eq!(opens, ["20260610", "20260710", "20260810"]);
    let release = entries(&folder.page("releases/2026/a/calendar.ics"));
    assert_eq!(release[0]["DTSTART;VALUE=DATE"], "20260710");
}

#[test]
fn stops_in_one_town_keep_their_names() {
    let file = "content/exhibitions/clean.md";
    let second = "\
---
title: Again in Alūksne
date: 2013-05-30T10:00
embargo: 2013-06-01T08:00
town: Alūksne
exhibition: Clean Culture
opens: 2013-09-03
closes: 2013-09-10
---
Again.
";
    let uids = |entries: &[Entry]| -> BTreeMap<String, String> {
        let stops = entries.iter().filter(|entry| entry["SUMMARY"].contains("Clean Culture"));
        stops.map(|it| (it["DTSTART;VALUE=DATE"].clone(), it["UID"].clone())).collect()
    };
    let folder = tour();
    let one = uids(&built(&folder, "calendar.ics"));
    assert!(one.contains_key("20130603"), "{one:?}");
    // A stop that the exhibition's file tells of, before the one that was announced.
    folder.replace(
        file,
        "stops:\n",
        "stops:\n  - {town: Alūksne, opens: 2013-05-01, closes: 2013-05-05}\n",
    );
    let two = uids(&built(&folder, "calendar.ics"));
    assert_eq!((two.len(), &two["20130603"]), (one.len() + 1, &one["20130603"]));
    // An older date does not matter while an embargo holds the release back.
    folder.write("content/releases/2013-05-30-again.md", second);
    let three = uids(&built(&folder, "calendar.ics"));
    assert_eq!((three.len(), &three["20130603"]), (one.len() + 2, &one["20130603"]));
}

#[test]
fn what_does_not_take_place_as_announced() {
    let folder = tour();
    let before = built(&folder, "calendar.ics");
    folder.replace(
        RELEASE,
        "starts: 2013-06-03T13:00,",
        "starts: 2013-06-03T13:00, status: cancelled,",
    );
    folder.replace(
        RELEASE,
        "Seminar, starts: 2013-06-03",
        "Seminar, status: moved online, starts: 2013-06-03",
    );
    folder.replace(
        "content/exhibitions/clean.md",
        "closes: 2013-06-21",
        "closes: 2013-06-21, status: postponed",
    );
    let entries = built(&folder, "calendar.ics");

    let opening = named(&entries, "Opening");
    assert_eq!(opening["STATUS"], "CANCELLED");
    assert_eq!(opening["SUMMARY"], "Cancelled: Opening; all welcome");
    assert_eq!(opening["TRANSP"], "TRANSPARENT");
    assert!(sequence(opening) > sequence(named(&before, "Opening")));

    let seminar = named(&entries, "Seminar");
    assert_eq!(seminar["STATUS"], "CONFIRMED");
    assert_eq!(seminar["LOCATION"], "Moved online");
    assert!(!seminar.contains_key("GEO"));

    let stop = named(&entries, "Cēsis");
    assert_eq!(stop["STATUS"], "TENTATIVE");
    assert!(sequence(stop) > sequence(named(&before, "Cēsis")));

    assert_eq!(
        named(&self::entries(&folder.page("lv/calendar.ics")), "Atklāšana")["SUMMARY"],
        "Atcelts: Atklāšana"
    );
}

/// Each step is what an editor makes of the one before it.
#[test]
fn every_change_is_newer_than_the_one_before() {
    let steps = [
        ("2026-07-01T10:00", "", 0),
        ("2026-07-01T10:00, status: postponed", "", 0),
        ("2026-07-05T10:00, previously: 2026-07-01T10:00", "", 0),
        ("2026-07-05T10:00, status: cancelled", "", 0),
        ("2026-07-01T10:00", "", 1),
        ("2026-07-01T10:00, status: postponed", "", 2),
        ("2026-07-06T10:00", "", 3),
        ("2026-07-06T10:00, status: cancelled", "", 3),
        ("2026-07-06T10:00", "", 4),
        ("2026-07-06T10:00", "withdrawn: {date: 2026-06-10, reason: Mistaken.}\n", 4),
    ];
    let mut before: Option<Entry> = None;
    for (starts, withdrawn, updates) in steps {
        let folder = Folder::plain();
        let notes: Vec<String> =
            (1..=updates).map(|day| format!("{{date: 2026-06-0{day}, note: N}}")).collect();
        let updates = format!("updates: [{}]\n", notes.join(", "));
        folder.release(
            "a.md",
            &format!("{withdrawn}{updates}events: [{{name: Opening, starts: {starts}}}]\n"),
            "A.\n",
        );
        folder.build(&[]);
        let mut all = entries(&folder.page("calendar.ics"));
        let entry = all.remove(0);
        if let Some(before) = before {
            assert_eq!(entry["UID"], before["UID"]);
            assert!(sequence(&entry) > sequence(&before), "{starts}: {entry:#?} {before:#?}");
            assert!(entry["DTSTAMP"] >= before["DTSTAMP"], "{starts}");
        }
        before = Some(entry);
    }
}

#[test]
fn a_note_on_a_translation_is_news_and_its_translation_is_none() {
    let folder = tour();
    let sequences = |folder: &Folder| {
        let all = built(folder, "calendar.ics");
        (sequence(named(&all, "Opening")), sequence(named(&all, "Alūksne")))
    };
    let note =
        |day: u32| format!("updates: [{{date: 2013-06-01T0{day}:00, note: N}}]\nexhibition:");
    let before = sequences(&folder);
    folder.replace(RELEASE, "exhibition:", &note(8));
    let one = sequences(&folder);
    assert!(one.0 > before.0 && one.1 > before.1);
    folder.replace(LATVIAN, "exhibition:", &note(8));
    assert_eq!(sequences(&folder).0, one.0);
    folder.replace(LATVIAN, "T08:00", "T09:00");
    assert!(sequences(&folder).0 > one.0);
}

#[test]
fn the_time_of_a_stop_that_no_release_tells_of_does_not_go_back() {
    let folder = Folder::plain();
    folder.write(
        "content/exhibitions/show.md",
        "---\nname: Show\nstops:\n  - {town: Riga, opens: 2026-07-10}\n---\n",
    );
    folder.release("b.md", "date: 2026-05-20\nexhibition: Show\n", "B.\n");
    let stamp = || {
        folder.build(&[]);
        entries(&folder.page("calendar.ics")).remove(0)["DTSTAMP"].clone()
    };
    assert_eq!(stamp(), "20260519T210000Z");
    // An older date does not matter where an embargo held the release back.
    let older = "date: 2026-05-01\nembargo: 2026-05-25\nexhibition: Show\n";
    folder.release("a.md", older, "A.\n");
    assert_eq!(stamp(), "20260519T210000Z");
    folder.release("a.md", &format!("{older}opens: 2026-07-10\n"), "A.\n");
    assert!(stamp().as_str() >= "20260519T210000Z");
    folder.remove("content/releases/a.md");
    let withdrawn =
        "date: 2026-05-20\nexhibition: Show\nwithdrawn: {date: 2026-06-01, reason: R.}\n";
    folder.release("b.md", withdrawn, "B.\n");
    assert_eq!(stamp(), "20260519T210000Z");
}

#[test]
fn what_a_withdrawn_release_told_of_is_cancelled() {
    let folder = tour();
    // The stop is told of by this release only, and so are its events.
    folder.replace(
        "content/exhibitions/clean.md",
        "  - {venue: hall, opens: 2013-06-03, closes: 2013-06-10}\n",
        "",
    );
    let before = built(&folder, "calendar.ics");
    let withdrawn = "withdrawn: {date: 2013-06-01T11:00, reason: Called off.}\ntown:";
    folder.replace(RELEASE, "town: Alūksne\nvenue", &format!("{withdrawn} Alūksne\nvenue"));
    let after = built(&folder, "calendar.ics");
    // The Latvian release still tells of the events; the stop was the English one's alone.
    let stop = named(&after, "Alūksne");
    assert_eq!(stop["UID"], named(&before, "Alūksne")["UID"]);
    assert_eq!(stop["STATUS"], "CANCELLED");
    assert_eq!(stop["DTSTAMP"], "20130601T080000Z");
    assert!(sequence(stop) > sequence(named(&before, "Alūksne")));
    assert!(stop["DESCRIPTION"].starts_with("Called off."), "{stop:?}");
    assert_eq!(named(&after, "Nakts")["STATUS"], "CONFIRMED");
    assert_eq!(named(&after, "Nakts")["UID"], named(&before, "Night")["UID"]);

    folder.replace(LATVIAN, "town: Alūksne\nexh", &format!("{withdrawn} Alūksne\nexh"));
    let after = built(&folder, "calendar.ics");
    let night = named(&after, "Night");
    assert_eq!(night["STATUS"], "CANCELLED");
    assert_eq!(night["UID"], named(&before, "Night")["UID"]);
    let release = entries(&folder.page("releases/2013/opening/calendar.ics"));
    assert_eq!(release.len(), 4);
    assert!(release.iter().all(|entry| entry["STATUS"] == "CANCELLED"));
    // It is in no list.
    for page in ["index.html", "towns/aluksne/index.html", "exhibitions/clean/index.html"] {
        assert!(!folder.page(page).contains("Night"), "{page}");
    }
}

#[test]
fn what_a_new_release_tells_anew_is_not_cancelled() {
    let folder = Folder::plain();
    let events = "events:\n  - {name: Seminar, starts: 2026-07-01T10:00}\n  - {name: Walk, starts: 2026-07-02}\n";
    folder.release(
        "2026-05-01-a.md",
        &format!("withdrawn: {{date: 2026-05-02, reason: Mistaken.}}\n{events}"),
        "A.\n",
    );
    folder.release(
        "2026-05-02-b.md",
        "title: B\nevents: [{name: Seminar, starts: 2026-07-01T10:00}]\n",
        "B.\n",
    );
    folder.build(&[]);
    let all = entries(&folder.page("calendar.ics"));
    assert_eq!(all.len(), 2);
    assert_eq!(named(&all, "Seminar")["STATUS"], "CONFIRMED");
    assert_eq!(named(&all, "Walk")["STATUS"], "CANCELLED");
    let old = entries(&folder.page("releases/2026/a/calendar.ics"));
    assert_eq!(named(&old, "Seminar")["UID"], named(&all, "Seminar")["UID"]);
    assert_eq!(named(&old, "Seminar")["STATUS"], "CONFIRMED");
}

#[test]
fn stops_with_hours() {
    let folder = Folder::plain();
    for (name, times) in [
        ("a", "opens: 2026-07-01T10:00\ncloses: 2026-07-01T18:00\n"),
        ("b", "opens: 2026-07-01T10:00\n"),
        ("c", "opens: 2026-07-01T10:00\ncloses: 2026-07-09\n"),
        ("d", "opens: 2026-07-01\n"),
        ("e", "opens: 2026-10-25T03:30+02:00\ncloses: 2026-10-25T04:30\n"),
    ] {
        folder.release(&format!("{name}.md"), &format!("exhibition: Show {name}\n{times}"), "X.\n");
    }
    folder.build(&[]);
    let times = |name: &str| -> Vec<String> {
        let text = folder.page(&format!("releases/2026/{name}/calendar.ics"));
        let text = text.split("BEGIN:VEVENT").last().unwrap().to_owned();
        let times =
            text.lines().filter(|line| line.starts_with("DTSTART") || line.starts_with("DTEND"));
        times.map(str::to_owned).collect()
    };
    assert_eq!(
        times("a"),
        ["DTSTART;TZID=Europe/Riga:20260701T100000", "DTEND;TZID=Europe/Riga:20260701T180000"]
    );
    assert_eq!(
        times("b"),
        ["DTSTART;TZID=Europe/Riga:20260701T100000", "DTEND;TZID=Europe/Riga:20260702T000000"]
    );
    assert_eq!(times("c"), ["DTSTART;VALUE=DATE:20260701", "DTEND;VALUE=DATE:20260710"]);
    assert_eq!(times("d"), ["DTSTART;VALUE=DATE:20260701", "DTEND;VALUE=DATE:20260702"]);
    // The clock shows half past three twice in that night; the second time is written in UTC.
    assert_eq!(times("e"), ["DTSTART:20261025T013000Z", "DTEND;TZID=Europe/Riga:20261025T043000"]);
}

#[test]
fn what_ended_long_before_the_newest_release_is_left_out() {
    let folder = Folder::plain();
    for year in [2023, 2024, 2025] {
        let front = format!(
            "date: {year}-05-01\nevents: [{{name: Walk of {year}, starts: {year}-07-02}}]\n"
        );
        folder.release(&format!("{year}.md"), &front, "X.\n");
    }
    folder.build(&[]);
    let first = folder.page("calendar.ics");
    let titles: Vec<String> =
        entries(&first).into_iter().map(|mut entry| entry.remove("SUMMARY").unwrap()).collect();
    assert_eq!(titles, ["Walk of 2024", "Walk of 2025"]);
    // Nothing of it comes from the clock.
    folder.build(&["--now", "2036-01-01"]);
    assert_eq!(folder.page("calendar.ics"), first);
}

#[test]
fn what_is_held_back_is_in_no_calendar() {
    let folder = tour();
    folder.build(&["--now", "2013-05-30"]);
    for (path, bytes) in folder.site_files() {
        if path.ends_with(".ics") {
            let text = String::from_utf8(bytes).unwrap();
            assert!(
                entries(&text).iter().all(|entry| entry["SUMMARY"].contains("Clean Culture")),
                "{path}: {text}"
            );
            assert!(!text.contains("opening"), "{path}: {text}");
        }
    }
    assert!(!folder.has("output/releases/2013/opening/calendar.ics"));
}

#[test]
fn a_newsroom_without_anything_to_tell() {
    let folder = Folder::plain();
    folder.release("a.md", "", "Nothing takes place.\n");
    folder.build(&[]);
    let text = folder.page("calendar.ics");
    assert!(entries(&text).is_empty());
    assert!(text.contains("BEGIN:VTIMEZONE"), "a calendar holds at least one component: {text}");
    assert!(!folder.has("output/releases/2026/a/calendar.ics"));
    let page = folder.page("index.html");
    assert!(page.contains("href=\"webcal://newsroom.example/calendar.ics\""), "{page}");

    folder.write("content/site.yaml", format!("{}outputs: {{calendars: false}}\n", common::SITE));
    folder.build(&[]);
    assert!(folder.site_files().keys().all(|path| !path.ends_with(".ics")));
    assert!(folder.site_files().iter().all(|(path, bytes)| !path.ends_with(".html")
        || !String::from_utf8_lossy(bytes).contains("calendar.ics")));
}

#[test]
fn hostile_texts_stay_texts() {
    let folder = Folder::plain();
    let evil = "X\\r\\nEND:VEVENT\\nBEGIN:VEVENT\\u2028UID:1\\\\n;,:\\\"👨‍👩‍👧‍👦";
    let long = "ā".repeat(5_000);
    let front = format!(
        "title: \"{evil}\"\nsummary: \"{long}\"\nvenue: {{name: \"{evil}\", address: \"{evil}\"}}\n\
         events: [{{name: \"{evil}\", starts: 2026-07-01T10:00, description: \"{evil}\"}}]\n"
    );
    folder.release("a.md", &front, "X.\n");
    folder.build(&[]);
    for path in ["calendar.ics", "towns/riga/calendar.ics", "releases/2026/a/calendar.ics"] {
        let text = folder.page(path);
        let all = entries(&text);
        assert_eq!(all.len(), 1, "{text}");
        assert_eq!(text.matches("\r\nUID:").count(), 1);
        assert!(text.split("\r\n").all(|line| line.len() <= 75));
        let known = |c: char| !c.is_control() || "\r\n".contains(c);
        assert!(text.chars().all(known), "{text:?}");
    }
}
