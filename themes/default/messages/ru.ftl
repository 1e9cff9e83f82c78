# Тексты оформления по умолчанию на русском языке.

og-locale = ru_RU

## Навигация
skip-to-content = Перейти к содержанию
main-menu = Главное меню
languages = Языки
breadcrumbs = Вы находитесь здесь
notice = Объявление
home = Главная
to-home = На главную страницу

## Заголовки страниц и разделов
releases = Пресс-релизы
exhibitions = Выставки
towns = Города
topics = Темы
town = Город
topic = Тема
exhibition = Выставка
touring-exhibition = Передвижная выставка
years = Годы
year-title = Пресс-релизы за { $year } год
latest-releases = Последние новости
not-found = По этому адресу страницы нет
not-found-text = Возможно, её перенесли или переименовали. Все пресс-релизы по годам — ниже.
moved = Страница перемещена

## Списки
all-releases = { $count ->
    [one] Все пресс-релизы ({ $count })
    [few] Все { $count } пресс-релиза
    [many] Все { $count } пресс-релизов
   *[other] Все { $count } пресс-релиза
}
releases-count = { $count ->
    [one] { $count } релиз
    [few] { $count } релиза
    [many] { $count } релизов
   *[other] { $count } релиза
}
stops-count = { $count ->
    [one] { $count } остановка
    [few] { $count } остановки
    [many] { $count } остановок
   *[other] { $count } остановки
}
no-releases = Здесь пока ничего не опубликовано.
updated = Дополнено

## Что и когда происходит
on-now = Сейчас
upcoming = Скоро
past = Прошедшее
is-over = Завершено
town-active = Актуально
tour = Маршрут
where-and-when = Где и когда
events = Мероприятия
status-cancelled = Отменено
status-postponed = Отложено
status-rescheduled = Перенесено
status-moved-online = Проводится онлайн

## Релиз
press-release = Информация для СМИ
dateline = { $town }, { $day } { $month ->
    [1] января
    [2] февраля
    [3] марта
    [4] апреля
    [5] мая
    [6] июня
    [7] июля
    [8] августа
    [9] сентября
    [10] октября
    [11] ноября
   *[12] декабря
} { $year } года
also-in = Читать также:
withdrawn = Этот релиз отозван
updates = Дополнено после публикации
facts = Коротко
facts-when = Когда
facts-hours = Время работы
facts-where = Где
facts-exhibition = Выставка
facts-events = Мероприятия
pictures = Изображения
photo-credit = Фото
download-picture = Скачать изображение
other-stops = Другие остановки маршрута
whole-tour = Весь маршрут
boilerplate = О нас
downloads = Файлы для скачивания
as-text = Этот релиз простым текстом
press-contact = Контакты для прессы
funders = Финансирование
funder-share = { $share } %
funder-grant = Договор о гранте № { $grant }
# Of a fund that asks for no sentence, in plain text; $facts is its share and the grant.
funder-line = { $name }: { $facts }
# What is seen in eu-emblem.svg.
alt-eu-emblem = Эмблема Европейского союза: круг из двенадцати золотых звёзд на синем поле
other-releases = Другие пресс-релизы
older-release = Предыдущий
newer-release = Следующий

## Ленты
feed-all = Подписаться на все пресс-релизы (лента Atom)
feed-of-town = Новости города { $town } (лента Atom)
feed-exhibition = Следить за выставкой (лента Atom)
feed-topic = Следить за темой (лента Atom)

## Релиз простым текстом
for-immediate-release = Для немедленной публикации
text-links = Ссылки

## Материалы для прессы
press-kit = Материалы для прессы
press-kit-contents = Изображения и документы: авторы и условия использования
press-kit-copyright = Авторские права
press-kit-licence = Лицензия
press-kit-terms = Условия
press-kit-licence-and-credit = Можно публиковать на условиях этой лицензии с указанием автора.
press-kit-by-licence = Можно публиковать на условиях этой лицензии.
press-kit-no-licence-but-credit = Лицензия не указана. Перед публикацией обратитесь к контактному лицу для прессы и укажите автора.
press-kit-no-licence = Лицензия не указана. Перед публикацией обратитесь к контактному лицу для прессы.

## Календари
calendar-all = Все события в календаре (iCalendar)
calendar-subscribe = Подписаться на календарь
calendar-download = Скачать (.ics)
calendar-add = Добавить в календарь

## Поиск
search = Поиск
search-releases = Искать в пресс-релизах
search-words = Слова, город или выставка
search-submit = Найти
search-any-town = Все города
search-any-exhibition = Все выставки
search-year = Год
search-any-year = Все годы
search-count = { $count ->
    [one] Найден { $count } релиз
    [few] Найдено { $count } релиза
    [many] Найдено { $count } релизов
   *[other] Найдено { $count } релиза
}
search-none = Ничего не найдено. Попробуйте меньше слов или другую форму слова.
search-failed = Поиск сейчас не работает. Перезагрузите страницу или просмотрите пресс-релизы по годам.
search-more = Показать ещё
search-noscript = Для поиска в браузере должен быть включён JavaScript. Без него все пресс-релизы можно просмотреть по годам.
