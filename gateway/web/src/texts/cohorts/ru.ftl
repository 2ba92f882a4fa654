nav-cohorts = Группы
cohorts-title = Группы
cohorts-lead = Каждый набор курса: кто участвует, как идут дела и что нужно записать.
cohorts-cohort = Группа
cohorts-state = Состояние
cohorts-state-any = Все
cohorts-starts = Первый день
cohorts-ends = Последний день
cohorts-capacity = Мест
cohorts-capacity-hint = Оставьте пустым, если предела нет.
cohorts-name = Название группы
cohorts-create = Создать группу
cohorts-none = Нет групп, чтобы показать
cohorts-none-text = Группа — это один набор курса; её создают на странице курса. Если вы преподаёте, вы видите группы, которые вам назначены.
cohorts-none-filtered = Ни одна группа не в этом состоянии. Выберите «Все», чтобы увидеть остальные.
cohorts-without-title = Группа без названия
cohorts-name-hidden = Имя не показано
cohorts-parts = Страницы этой группы
cohorts-part-people = Люди
cohorts-part-enrol = Зачисление
cohorts-part-attendance = Посещаемость
cohorts-part-results = Результаты
cohorts-part-graduation = Выпуск
cohorts-part-sessions = Занятия
cohorts-part-settings = О группе
cohorts-close = Закрыть
cohorts-actions = Действия
cohorts-state-planned = Запланирована
cohorts-state-open = Открыта
cohorts-state-running = Идёт
cohorts-state-closed = Завершена
cohorts-state-cancelled = Отменена
cohorts-state-changed = { $name }: { $state }.
cohorts-move-open = Открыть зачисление
cohorts-move-running = Начать
cohorts-move-closed = Завершить группу
cohorts-move-cancelled = Отменить группу
cohorts-moved-open = С этого момента можно зачислять людей. Вернуть группу в запланированные нельзя.
cohorts-moved-running = Группа с этого момента идёт, и правило завершения больше не меняется.
cohorts-moved-closed = Курс окончен. Кто выполнил правило, ещё может быть выпущен.
cohorts-moved-cancelled = Группа не состоится. Это нельзя отменить.
cohorts-no-moves = За этим состоянием другое не следует.
cohorts-enrolment-applied = Подана заявка
cohorts-enrolment-waitlisted = В листе ожидания
cohorts-enrolment-accepted = Принят
cohorts-enrolment-rejected = Отказано
cohorts-enrolment-active = Учится
cohorts-enrolment-suspended = Приостановлено
cohorts-enrolment-completed = Завершил
cohorts-enrolment-graduated = Выпущен
cohorts-enrolment-failed = Не сдал
cohorts-enrolment-withdrawn = Ушёл по заявлению
cohorts-enrolment-dropped-out = Перестал ходить
cohorts-enrolment-transferred = Переведён
cohorts-enrolment-expelled = Исключён
cohorts-enrolment-no-show = Не явился
cohorts-enrolment-deceased = Скончался
cohorts-enrolment-voided = Записан по ошибке
cohorts-since = с { $day }
cohorts-standing = Ход
cohorts-standing-met = Правило выполнено
cohorts-standing-on-track = Всё идёт хорошо
cohorts-standing-at-risk = Под угрозой
cohorts-standing-out-of-reach = Недостижимо
cohorts-standing-closed = Не в процессе
cohorts-standing-risk = Под угрозой или недостижимо
cohorts-at-risk =
    { $count ->
        [one] { $count } человек под угрозой
        [few] { $count } человека под угрозой
       *[other] { $count } человек под угрозой
    }
cohorts-attendance = Посещаемость
cohorts-may-miss = Может ещё пропустить
cohorts-may-miss-more =
    { $count ->
        [0] Больше пропускать нельзя.
        [one] Можно пропустить ещё { $count }.
       *[other] Можно пропустить ещё { $count }.
    }
cohorts-sessions-so-far = Из { $sessions } занятий: посещено { $attended }, пропущено { $missed }, по уважительной причине { $excused }.
cohorts-no-requirements = Курс не требует ничего, кроме участия.
cohorts-rule-attendance = Посещаемость не ниже { $required }
cohorts-rule-assessment = Не менее { $required } баллов: { $title }
cohorts-rule-submitted = Сдано: { $title }
cohorts-rule-total = Итог не ниже { $required }
cohorts-rule-enrolled = Зачислен ко дню выпуска
cohorts-rule-an-assessment = проверка знаний
cohorts-rule-actual = пока { $actual }
cohorts-rule-nothing-yet = пока ничего не записано
cohorts-person = Имя
cohorts-number = Номер
cohorts-filter = Выбор тех, кто показан
cohorts-find = Имя или номер
cohorts-seats = Занято мест: { $taken }
cohorts-seats-of = Занято мест: { $taken } из { $capacity }
cohorts-shown = Показано { $shown } из { $all }
cohorts-nobody = Пока никто не зачислен
cohorts-nobody-text = Зачислите людей: найдите их или вставьте список их номеров.
cohorts-nobody-found = Никто не подходит под этот выбор
cohorts-nobody-found-text = Выберите другое состояние или ход, или введите меньше букв.
cohorts-person-page = Открыть страницу человека
cohorts-change-state = Изменить состояние
cohorts-new-state = Новое состояние
cohorts-state-on = День изменения
cohorts-state-on-hint = Оставьте пустым для сегодняшнего дня.
cohorts-graduate-hint = «Выпущен» достигается выпуском группы.
cohorts-exit-reason = Почему закончено
cohorts-exit-usual = Обычная причина для этого состояния
cohorts-exit-dropout = Перестал ходить
cohorts-exit-expelled = Исключён
cohorts-exit-transferred = Переведён
cohorts-exit-withdrawn = Ушёл по заявлению
cohorts-exit-no-show = Не явился
cohorts-exit-died = Скончался или навсегда утратил трудоспособность
cohorts-exit-invalid = Зачисление было ошибкой
cohorts-exit-other = Другая причина
cohorts-enrol-list = Номера людей
cohorts-enrol-list-hint = По одному в строке. Можно вставить столбец или таблицу: читается первый столбец.
cohorts-enrol-search = Или найдите их по имени
cohorts-enrol-search-hint = Каждый выбранный добавляется ниже.
cohorts-enrol-chosen = Выбраны по имени
cohorts-enrol-drop = Убрать: { $name }
cohorts-enrol-state = Зачислить как
cohorts-enrol-state-hint = «Учится» и «Принят» занимают место, «Подана заявка» — нет.
cohorts-enrolled-on = День зачисления
cohorts-enrol-do =
    { $count ->
        [0] Зачислить
        [one] Зачислить { $count } человека
       *[other] Зачислить { $count } человек
    }
cohorts-enrolling = Зачисление…
cohorts-answers = Что стало с каждой строкой
cohorts-answers-count = Зачислено: { $enrolled }. Не зачислено: { $others }.
cohorts-answer-line = Строка
cohorts-answer = Ответ
cohorts-outcome-enrolled = Зачислен
cohorts-outcome-already = Уже зачислен
cohorts-outcome-twice = Дважды в списке
cohorts-outcome-unknown = Нет такого человека
cohorts-outcome-full = В группе нет мест
cohorts-instructors = Инструкторы
cohorts-instructor = Учётная запись
cohorts-teaches = { $name } теперь преподаёт этой группе.
cohorts-teaches-since = С
cohorts-teaches-until = До
cohorts-teaching-begin = Добавить инструктора
cohorts-teaching-end = Закончить преподавание
cohorts-teaching-end-text = С этого момента эта учётная запись больше ничего не видит и не записывает в группе.
cohorts-user-name = Имя пользователя
cohorts-user-name-hint = Учётной записи нужна роль инструктора в этой организации.
cohorts-no-instructors = Этой группе пока никто не преподаёт
cohorts-no-instructors-text = Инструкторы видят только назначенные им группы.
