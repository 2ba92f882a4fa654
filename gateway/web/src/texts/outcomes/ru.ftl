nav-outcomes = Итоги вживую
outcomes-title = Итоги вживую
outcomes-lead = Выпуски и повышения сразу, как их записали. Имена людей сюда не передаются.
outcomes-filters = За чем следить
outcomes-kind = Что
outcomes-kind-usual = Выпуски и повышения
outcomes-kind-graduations = Выпуски
outcomes-kind-promotions = Повышения
outcomes-kind-posts = Назначения на должности
outcomes-kind-credentials = Удостоверения
outcomes-kind-all = Все итоги
outcomes-programme = Программа
outcomes-programme-all = Все программы
outcomes-programme-hint = С программой приходит только то, что относится к её курсам: без повышений.
outcomes-unit = Подразделение и нижестоящие
outcomes-unit-all = Все подразделения

## How it stands
outcomes-phase-connecting = Соединение
outcomes-phase-live = Вживую
outcomes-phase-again = Новое соединение
outcomes-phase-ended = Завершено
outcomes-paused =
    { $count ->
        [one] Пауза, ждёт { $count }
        [few] Пауза, ждут { $count }
       *[other] Пауза, ждут { $count }
    }
outcomes-pause = Пауза
outcomes-resume = Продолжить
outcomes-again-text = Связь прервалась и восстанавливается сама. То, что произойдёт за это время, придёт потом; ничего не пропадёт.
outcomes-lost = Место, на котором остановился этот список, не найдено. Он начат заново с последних итогов.
outcomes-since = Начат { $time } с последних к тому времени итогов; всё, что пришло позже, стоит над ними.
outcomes-left =
    { $count ->
        [one] Показаны последние: { $shown }; ещё { $count } более старый итог не хранится.
        [few] Показаны последние: { $shown }; ещё { $count } более старых итога не хранятся.
       *[other] Показаны последние: { $shown }; ещё { $count } более старых итогов не хранятся.
    }
outcomes-none = Итогов пока нет
outcomes-none-text = Всё, что запишут с этого момента, появится здесь само. Оставьте страницу открытой или выберите больше видов итогов.
outcomes-announced =
    { $count ->
        [one] Новое ({ $count }): { $last }
        [few] { $count } новых итога, последний: { $last }
       *[other] { $count } новых итогов, последний: { $last }
    }

## The list
outcomes-list = Итоги, сначала новые
outcomes-what = Что
outcomes-about = О чём
outcomes-day = Действует с
outcomes-recorded = Записано
outcomes-person = Человек
outcomes-open = Карточка …{ $id }
outcomes-command = командная должность или звание
outcomes-corrects = исправляет прежнюю запись
outcomes-type-participant-graduated = Выпуск
outcomes-type-credential-issued = Выдано удостоверение
outcomes-type-credential-revoked = Отозвано удостоверение
outcomes-type-career-hired = Приём на службу
outcomes-type-career-promoted = Повышение
outcomes-type-career-appointed = Назначение
outcomes-type-career-acting-appointed = Временное назначение
outcomes-type-career-transferred = Перевод
outcomes-type-career-seconded = Прикомандирование
outcomes-type-career-demoted = Понижение
outcomes-type-career-suspended = Отстранение
outcomes-type-career-separated = Увольнение
outcomes-type-career-voided = Отозвано
