skip = Перейти к содержанию
navigation = Навигация
group-figures = Показатели
group-keep = Администрирование
another-organization = Другая организация
preferences = Настройки
language = Язык
theme = Цвета
theme-system = Как на устройстве
theme-light = Светлые
theme-dark = Тёмные
account-title = Ваша учётная запись
breadcrumb = Где находится страница
loading = Загрузка…
to-start = Перейти на начальную страницу
sign-in = Войти
sign-in-as = Ранее вы вошли как { $name }.
sign-in-provider = Войти через { $name }
sign-in-forgot = Забыли пароль?
sign-out = Выйти
user-name = Имя пользователя
password = Пароль
code = Код
code-hint = Шесть цифр из приложения-аутентификатора или один из ваших кодов восстановления.
session-ended-title = Войдите снова
session-ended-text = Ваш сеанс завершён. Введённое сохранилось на странице: войдите, и работа продолжится.
session-ended-provider = Вход через { $name } уводит с этой страницы и возвращает на неё: введённое в форму сохраняется, введённое в таблицу и не сохранённое пропадает.
session-ended-leave = Уйти без сохранения
not-found-title = Такой страницы нет
not-found-text = Возможно, адрес введён с ошибкой или страница перемещена.
not-yours-title = Эта страница не для вашей роли
not-yours-text = Ни одна из ваших ролей в этой организации не даёт права на то, что здесь показано. Это может изменить её администратор.
page-failed-title = Страница не загрузилась
cancel = Отмена
save = Сохранить
undo = Отменить
undone = Отменено.
dismiss = Убрать
copy-failed = Не удалось скопировать. Выделите и скопируйте сами.
try-again = Повторить
saved = Сохранено.
field-optional = (необязательно)
confirm-reason = Причина
confirm-reason-missing = Укажите причину: она записывается.
date-day = День
date-month = Месяц
date-year = Год
date-month-missing = Выберите и месяц или оставьте день пустым.
date-year-missing = Укажите и год.
months-long = январь, февраль, март, апрель, май, июнь, июль, август, сентябрь, октябрь, ноябрь, декабрь
months-short = янв., февр., мар., апр., мая, июн., июл., авг., сент., окт., нояб., дек.
weekdays-long = понедельник, вторник, среда, четверг, пятница, суббота, воскресенье
weekdays-short = пн, вт, ср, чт, пт, сб, вс
searching = Поиск…
search-failed = Поиск не удался. Продолжайте вводить, чтобы повторить.
nothing-found = Ничего не найдено. Введите меньше букв.
found =
    { $count ->
        [one] Найден { $count }
        [few] Найдено { $count }
       *[many] Найдено { $count }
    }
pager-more = Показать ещё
pager-so-far = Показано: { $shown }, есть ещё
pager-all = Всего: { $shown }
chart-table = Показать таблицу
chart-picture = Показать рисунок
form-look-again =
    { $count ->
        [one] Проверьте ещё раз { $count } поле.
        [few] Проверьте ещё раз { $count } поля.
       *[many] Проверьте ещё раз { $count } полей.
    }
read-again = Показать как сейчас
draft-restored = Введённое здесь ранее снова на месте; оно ещё не сохранено.
draft-drop = Отбросить
leave-unsaved = Введённое ещё не сохранено. Уйти со страницы?
conflict-title = Кто-то изменил это за это время
conflict-text = Эти поля различаются. Выберите, чью версию оставить; до этого ничего не сохраняется.
conflict-field = Поле
conflict-mine = Ваша версия
conflict-theirs = Сохранено другим
conflict-keep-mine = Оставить мою
conflict-take-theirs = Взять другую
conflict-look-on = Продолжить правку
problem-no-answer = Waymark не отвечает. Проверьте соединение и повторите; введённое осталось на странице.
problem-unavailable = Сейчас Waymark не может этого сделать. Повторите через минуту.
problem-unexpected = На этой странице что-то пошло не так. Обновите её; если повторится, сообщите администратору Waymark.
problem-too-many = Слишком много запросов сразу. Подождите немного и повторите.
problem-request = Номер этого запроса для администратора Waymark:
role-administrator = Администратор
role-registrar = Регистратор
role-instructor = Инструктор
role-mentor = Наставник
role-commander = Командир
role-evaluator = Оценщик
role-auditor = Аудитор
role-participant = Участник
