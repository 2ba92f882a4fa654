attendance-session = Занятие
attendance-all-sessions = Все занятия
attendance-no-time = Без времени
attendance-no-sessions = Нет занятий для отметки
attendance-no-sessions-text = Сначала внесите занятия в расписание группы; отменённые здесь не показаны.
attendance-nobody = Пока никто не участвует
attendance-nobody-text = У каждого, кто учится в группе, здесь есть строка. Зачислите людей как «Учится» или измените их состояние.
attendance-session-gone = Этого занятия больше нет
attendance-session-gone-text = Оно отменено, или адрес неверен. Выберите другое.
attendance-tools = Отметить выбранное
attendance-mark-present = Присутствует
attendance-mark-absent = Отсутствует
attendance-mark-late = Опоздал
attendance-mark-excused = Уважительная причина
attendance-mark-left-early = Ушёл раньше
attendance-mark-none = Не записано
attendance-clear = Очистить
attendance-rest = Остальные присутствуют
attendance-undo = Отменить
attendance-redo = Вернуть
attendance-keys = Клавиши
attendance-keys-move = от человека к человеку и от занятия к занятию
attendance-keys-range = выбирает нескольких; отметка ставится всем
attendance-keys-repeat = последняя отметка ещё раз
attendance-keys-undo = отменить и вернуть
attendance-phase-pending = ещё не сохранено
attendance-phase-saved = сохранено
attendance-phase-failed = не сохранено: смотрите под таблицей
attendance-phase-conflict = другой записал иначе: смотрите под таблицей
attendance-all-saved = Всё сохранено.
attendance-saving =
    { $count ->
        [one] Сохраняется { $count } отметка…
        [few] Сохраняются { $count } отметки…
       *[other] Сохраняется { $count } отметок…
    }
attendance-away =
    { $count ->
        [one] Нет связи. { $count } отметка хранится здесь и будет отправлена, когда связь вернётся.
        [few] Нет связи. { $count } отметки хранятся здесь и будут отправлены, когда связь вернётся.
       *[other] Нет связи. { $count } отметок хранится здесь и будет отправлено, когда связь вернётся.
    }
attendance-said = { $name }: { $mark }.
attendance-said-many = { $mark }: { $count }.
attendance-said-rest =
    { $count ->
        [0] У всех уже есть отметка.
        [one] Ещё { $count } присутствует.
       *[other] Ещё { $count } присутствуют.
    }
attendance-said-undone =
    { $count ->
        [0] Отменять нечего.
        [one] Отменена { $count } отметка.
        [few] Отменены { $count } отметки.
       *[other] Отменено { $count } отметок.
    }
attendance-said-redone =
    { $count ->
        [0] Возвращать нечего.
        [one] Возвращена { $count } отметка.
        [few] Возвращены { $count } отметки.
       *[other] Возвращено { $count } отметок.
    }
attendance-troubles =
    { $count ->
        [one] { $count } отметка не записана
        [few] { $count } отметки не записаны
       *[other] { $count } отметок не записано
    }
attendance-failed = «{ $mark }» — отказано.
attendance-conflict = Вы отметили «{ $mine }», а кто-то тем временем записал «{ $theirs }».
attendance-keep-mine = Оставить мою: «{ $mark }»
attendance-take-theirs = Оставить «{ $mark }»
