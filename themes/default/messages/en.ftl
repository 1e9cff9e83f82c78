# Messages of the default theme in English. Other languages fall back to these.

og-locale = en_GB

## Getting about
skip-to-content = Skip to content
main-menu = Main menu
languages = Languages
breadcrumbs = You are here
notice = Notice
home = Home
to-home = Go to the front page

## Titles of pages and sections
releases = Press releases
exhibitions = Exhibitions
towns = Towns
topics = Topics
town = Town
topic = Topic
exhibition = Exhibition
touring-exhibition = Touring exhibition
years = Years
year-title = Press releases in { $year }
latest-releases = Latest news
not-found = There is no page at this address
not-found-text = It may have been moved or renamed. All press releases are below, by year.
moved = This page has moved

## Lists
all-releases = { $count ->
    [one] All press releases ({ $count })
   *[other] All { $count } press releases
}
releases-count = { $count ->
    [one] { $count } release
   *[other] { $count } releases
}
stops-count = { $count ->
    [one] { $count } stop
   *[other] { $count } stops
}
no-releases = Nothing has been published here yet.
updated = Updated

## What happens when
on-now = On now
upcoming = Coming up
past = Past
is-over = Over
town-active = What’s on
tour = Tour
where-and-when = Where and when
events = Events
status-cancelled = Cancelled
status-postponed = Postponed
status-rescheduled = Rescheduled
status-moved-online = Moved online

## A release
press-release = Press release
# $town: the town's name; $locative: "in the town"; $full: the date in full;
# $year (text), $month (1 to 12), $day: its parts.
dateline = { $town }, { $full }
also-in = Also in:
withdrawn = This release has been withdrawn
updates = Updated since publication
facts = At a glance
facts-when = When
facts-hours = Opening hours
facts-where = Where
facts-exhibition = Exhibition
facts-events = Events
pictures = Pictures
photo-credit = Photo
download-picture = Download picture
other-stops = Other stops of the tour
whole-tour = The whole tour
boilerplate = About us
downloads = Downloads
as-text = This release as plain text
press-contact = Press contact
funders = Funding
funder-share = { $share }%
funder-grant = Grant { $grant }
# Of a fund that asks for no sentence, in plain text; $facts is its share and the grant.
funder-line = { $name }: { $facts }
# What is seen in eu-emblem.svg.
alt-eu-emblem = Emblem of the European Union: a circle of twelve gold stars on a blue field
other-releases = Other press releases
older-release = Previous
newer-release = Next

## Feeds
feed-all = Follow all press releases (Atom feed)
feed-of-town = News from { $town } (Atom feed)
feed-exhibition = Follow this exhibition (Atom feed)
feed-topic = Follow this topic (Atom feed)

## A release as plain text
for-immediate-release = For immediate release
text-links = Links

## A press kit
press-kit = Press kit
press-kit-contents = Pictures and documents: credits and terms of use
press-kit-copyright = Copyright
press-kit-licence = Licence
press-kit-terms = Terms
press-kit-licence-and-credit = It may be published under this licence; name the credit.
press-kit-by-licence = It may be published under this licence.
press-kit-no-licence-but-credit = No licence is given. Ask the press contact before you publish it, and name the credit.
press-kit-no-licence = No licence is given. Ask the press contact before you publish it.

## Calendars
calendar-all = All dates as a calendar (iCalendar)
calendar-subscribe = Subscribe to the calendar
calendar-download = Download (.ics)
calendar-add = Add to calendar

## Search
search = Search
search-releases = Search press releases
search-words = Words, a town or an exhibition
search-submit = Search
search-any-town = All towns
search-any-exhibition = All exhibitions
search-year = Year
search-any-year = All years
search-count = { $count ->
    [one] { $count } press release found
   *[other] { $count } press releases found
}
search-none = Nothing was found. Try fewer words, or another form of a word.
search-failed = The search does not work at the moment. Reload the page, or look through the press releases by year.
search-more = Show more
search-noscript = The search needs JavaScript to be on in the browser. Without it, all press releases can be looked through by year.
