nav-credentials = Свидетельства
graduation-not-run = Эту группу сейчас выпустить нельзя
graduation-lead = Ничего не записывается, пока вы не подтвердите. Ниже — что стало бы с каждым в выбранный день.
graduation-day = День выпуска
graduation-day-hint = Оставьте пустым для сегодняшнего дня.
graduation-nobody = Никто не зачислен
graduation-nobody-text = Сначала зачислите людей в группу.
graduation-none-ready = В этот день правило не выполняет никто из ещё не выпущенных.
graduation-do =
    { $count ->
        [one] Выпустить { $count } человека
       *[other] Выпустить { $count } человек
    }
graduation-confirm = Их обучение завершается выпуском, и каждый получает свидетельство с номером. Остальные остаются как есть и могут быть выпущены позже.
graduation-done =
    { $count ->
        [one] { $name }: выпущен { $count } человек.
        [few] { $name }: выпущено { $count } человека.
       *[other] { $name }: выпущено { $count } человек.
    }
graduation-would = Были бы выпущены: { $count }
graduation-decided-graduated = Выпущены: { $count }
graduation-decided-rule-not-met = Не проходят: { $count }
graduation-decided-already-graduated = Выпущены раньше: { $count }
graduation-decided-state-not-eligible = Не участвуют: { $count }
graduation-why = Чего не хватает
graduation-reason = { $required }: { $actual }.
graduation-attended = посещено { $actual } всех занятий
graduation-to-come =
    { $count ->
        [one] Предстоит ещё { $count } занятие. До проведения оно считается пропущенным.
        [few] Предстоит ещё { $count } занятия. До проведения они считаются пропущенными.
       *[many] Предстоит ещё { $count } занятий. До проведения они считаются пропущенными.
    }
graduation-credential = Свидетельство
graduation-credentials = Свидетельства
graduation-credentials-lead = У каждого есть номер, по которому его находят.
graduation-number = Номер свидетельства
graduation-find = Найти
graduation-says = Что в нём написано
graduation-issued = Выдано
graduation-until = Действует до
graduation-credential-valid = Действует
graduation-credential-ended = Истекло
graduation-credential-revoked = Отозвано
graduation-revoke = Отозвать
graduation-revoke-title = Отозвать { $number }?
graduation-revoke-text = Свидетельство ({ $name }) с сегодняшнего дня недействительно. Это нельзя отменить, причина записывается.
graduation-revoked = { $number } отозвано.
graduation-no-credentials = Нет свидетельств, чтобы показать
graduation-no-credentials-text = Свидетельства выдаются при выпуске группы.
graduation-no-such-number = Такого номера нет. Очистите поле, чтобы увидеть все.
