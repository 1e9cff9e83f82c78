# Noklusējuma dizaina teksti latviešu valodā.

og-locale = lv_LV

## Orientēšanās
skip-to-content = Pāriet uz saturu
main-menu = Galvenā izvēlne
languages = Valodas
breadcrumbs = Jūs atrodaties šeit
notice = Paziņojums
home = Sākums
to-home = Uz sākumlapu

## Lapu un sadaļu virsraksti
releases = Preses relīzes
exhibitions = Izstādes
towns = Pilsētas
topics = Temati
town = Pilsēta
topic = Temats
exhibition = Izstāde
touring-exhibition = Ceļojošā izstāde
years = Gadi
year-title = { $year }. gada preses relīzes
latest-releases = Jaunākās ziņas
not-found = Šajā adresē lapas nav
not-found-text = Iespējams, tā ir pārvietota vai pārdēvēta. Visas preses relīzes pa gadiem ir zemāk.
moved = Šī lapa ir pārvietota

## Saraksti
all-releases = { $count ->
    [zero] Visas { $count } preses relīzes
    [one] Visas preses relīzes ({ $count })
   *[other] Visas { $count } preses relīzes
}
releases-count = { $count ->
    [zero] { $count } relīžu
    [one] { $count } relīze
   *[other] { $count } relīzes
}
stops-count = { $count ->
    [zero] { $count } pieturu
    [one] { $count } pietura
   *[other] { $count } pieturas
}
no-releases = Šeit vēl nekas nav publicēts.
updated = Papildināts

## Kas un kad notiek
on-now = Skatāms tagad
upcoming = Drīzumā
past = Aizvadīts
is-over = Noslēdzies
town-active = Aktuāli
tour = Maršruts
where-and-when = Kur un kad
events = Pasākumi
status-cancelled = Atcelts
status-postponed = Atlikts
status-rescheduled = Pārcelts
status-moved-online = Notiek tiešsaistē

## Relīze
press-release = Informācija plašsaziņas līdzekļiem
dateline = { $locative }, { $year }. gada { $day }. { $month ->
    [1] janvārī
    [2] februārī
    [3] martā
    [4] aprīlī
    [5] maijā
    [6] jūnijā
    [7] jūlijā
    [8] augustā
    [9] septembrī
    [10] oktobrī
    [11] novembrī
   *[12] decembrī
}
also-in = Lasīt arī:
withdrawn = Šī relīze ir atsaukta
updates = Papildināts pēc publicēšanas
facts = Īsumā
facts-when = Kad
facts-hours = Darba laiks
facts-where = Kur
facts-exhibition = Izstāde
facts-events = Pasākumi
pictures = Attēli
photo-credit = Foto
download-picture = Lejupielādēt attēlu
other-stops = Citas maršruta pieturas
whole-tour = Viss maršruts
boilerplate = Par mums
downloads = Lejupielādes
as-text = Šī relīze vienkāršā tekstā
press-contact = Saziņai ar presi
funders = Finansējums
funder-share = { $share } %
funder-grant = Granta līgums Nr. { $grant }
# Of a fund that asks for no sentence, in plain text; $facts is its share and the grant.
funder-line = { $name }: { $facts }
# What is seen in eu-emblem.svg.
alt-eu-emblem = Eiropas Savienības emblēma: divpadsmit zelta zvaigznes aplī uz zila fona
other-releases = Citas preses relīzes
older-release = Iepriekšējā
newer-release = Nākamā

## Plūsmas
feed-all = Sekot visām preses relīzēm (Atom plūsma)
feed-of-town = Sekot pilsētas ziņām: { $town } (Atom plūsma)
feed-exhibition = Sekot izstādes ziņām (Atom plūsma)
feed-topic = Sekot tēmas ziņām (Atom plūsma)

## Relīze vienkāršā tekstā
for-immediate-release = Tūlītējai publicēšanai
text-links = Saites

## Preses materiāli
press-kit = Preses materiāli
press-kit-contents = Attēli un dokumenti: autori un izmantošanas noteikumi
press-kit-copyright = Autortiesības
press-kit-licence = Licence
press-kit-terms = Noteikumi
press-kit-licence-and-credit = Drīkst publicēt saskaņā ar šo licenci, norādot autoru.
press-kit-by-licence = Drīkst publicēt saskaņā ar šo licenci.
press-kit-no-licence-but-credit = Licence nav norādīta. Pirms publicēšanas vaicājiet preses kontaktpersonai un norādiet autoru.
press-kit-no-licence = Licence nav norādīta. Pirms publicēšanas vaicājiet preses kontaktpersonai.

## Kalendāri
calendar-all = Visi notikumi kalendārā (iCalendar)
calendar-subscribe = Abonēt kalendāru
calendar-download = Lejupielādēt (.ics)
calendar-add = Pievienot kalendāram

## Meklēšana
search = Meklēt
search-releases = Meklēt preses relīzēs
search-words = Vārdi, pilsēta vai izstāde
search-submit = Meklēt
search-any-town = Visas pilsētas
search-any-exhibition = Visas izstādes
search-year = Gads
search-any-year = Visi gadi
search-count = { $count ->
    [zero] Atrastas { $count } relīzes
    [one] Atrasta { $count } relīze
   *[other] Atrastas { $count } relīzes
}
search-none = Nekas nav atrasts. Mēģiniet mazāk vārdu vai citu vārda formu.
search-failed = Meklēšana pašlaik neizdodas. Pārlādējiet lapu vai skatiet preses relīzes pa gadiem.
search-more = Rādīt vēl
search-noscript = Meklēšanai pārlūkā jābūt ieslēgtam JavaScript. Bez tā visas preses relīzes var pārlūkot pa gadiem.
