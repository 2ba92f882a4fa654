#include "services/evaluation/fixture.h"

namespace waymark::evaluation {
namespace {

using testing::BlamesField;
using ::testing::ElementsAre;
using testing::Fails;

constexpr auto kActive = vocabulary::ENROLMENT_STATE_ACTIVE;
constexpr auto kGraduated = vocabulary::ENROLMENT_STATE_GRADUATED;

class FunnelServiceTest : public EvaluationFixture {
 protected:
  static std::string Name(const std::string& path) { return std::string(kParent) + "/" + path; }
};

TEST_F(FunnelServiceTest, AnEmptyOrganizationHasATotalOfNobody) {
  EXPECT_THAT(RowsOf(By("")), ElementsAre("_T 0/0/0/0/0/0"));
  EXPECT_THAT(RowsOf(By("sex")), ElementsAre("_U 0/0/0/0/0/0", "_T 0/0/0/0/0/0"));
}

TEST_F(FunnelServiceTest, AnOrganizationThatIsNotThereHasNoFigures) {
  service_.directory().Forget("typo");
  v1::Funnel funnel;
  EXPECT_THAT(Compute({}, &funnel, "typo"), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(FunnelServiceTest, StagesFollowFromEnrolmentToCommand) {
  Events events;
  const vocabulary::EnrolmentState ends[] = {
      kActive, vocabulary::ENROLMENT_STATE_COMPLETED, kGraduated, kGraduated, kGraduated, kGraduated};
  for (int i = 0; i < 6; ++i) events.push_back(Enrolment(i, 1, i, 1, 1, ends[i], "2020-01-01", "2020-06-01"));
  events.push_back(Career(3, 3, vocabulary::CAREER_EVENT_TYPE_PROMOTION, "2020-06-02", true));
  events.push_back(Career(4, 4, vocabulary::CAREER_EVENT_TYPE_APPOINTMENT, "2020-06-02", true));
  events.push_back(Career(5, 5, vocabulary::CAREER_EVENT_TYPE_ACTING_APPOINTMENT, "2020-06-02", true));
  // Not after the graduation, not to command, not of a graduate: none counts.
  events.push_back(Career(6, 2, vocabulary::CAREER_EVENT_TYPE_PROMOTION, "2020-06-01", true));
  events.push_back(Career(7, 2, vocabulary::CAREER_EVENT_TYPE_APPOINTMENT, "2021-01-01", false));
  events.push_back(Career(8, 1, vocabulary::CAREER_EVENT_TYPE_PROMOTION, "2021-01-01", true));
  Apply(events);
  EXPECT_THAT(RowsOf(By("")), ElementsAre("_T 6/5/4/1/2/1"));
}

TEST_F(FunnelServiceTest, APostOfCommandCountsHoweverItIsGivenForGood) {
  Events events;
  for (int i = 0; i < 3; ++i)
    events.push_back(Enrolment(i, 1, i, 1, 1, kGraduated, "2020-01-01", "2020-06-01"));
  // With a promotion to a rung without command.
  pb::Event promotion = Career(1, 0, vocabulary::CAREER_EVENT_TYPE_PROMOTION, "2021-01-01");
  promotion.mutable_career_event_recorded()->set_command_post(true);
  events.push_back(promotion);
  // First for the time being.
  events.push_back(Career(2, 1, vocabulary::CAREER_EVENT_TYPE_ACTING_APPOINTMENT, "2021-01-01", true));
  events.push_back(Career(3, 1, vocabulary::CAREER_EVENT_TYPE_APPOINTMENT, "2022-01-01", true));
  events.push_back(Career(4, 2, vocabulary::CAREER_EVENT_TYPE_ACTING_APPOINTMENT, "2021-01-01", true));
  Apply(events);
  EXPECT_THAT(RowsOf(By("")), ElementsAre("_T 3/3/3/1/2/2"));
}

TEST_F(FunnelServiceTest, WhatIsStillToComeDoesNotCountYet) {
  Events events;
  for (int i = 0; i < 3; ++i)
    events.push_back(Enrolment(i, 1, i, 1, 1, kGraduated, "2020-01-01", "2020-06-01"));
  const std::string today = FormatDay(service_.clock().Now());
  const auto promotion = vocabulary::CAREER_EVENT_TYPE_PROMOTION;
  const auto appointment = vocabulary::CAREER_EVENT_TYPE_APPOINTMENT;
  events.push_back(Career(1, 0, promotion, "2999-01-01", true));
  events.push_back(Career(2, 1, promotion, today));
  events.push_back(Career(3, 1, appointment, "2999-01-01", true));
  events.push_back(Career(4, 2, promotion, "2999-01-01", true));
  events.push_back(Career(5, 2, appointment, "2021-01-01", true));
  Apply(events);
  EXPECT_THAT(RowsOf(By("")), ElementsAre("_T 3/3/3/1/1/0"));
  // Of several records of a person too.
  pb::Event merged = Person(1, 1, vocabulary::SEX_FEMALE);
  merged.mutable_participant_changed()->set_merged_into_id(PersonId(0));
  Apply({merged});
  EXPECT_THAT(RowsOf(By("")), ElementsAre("_T 2/2/2/1/1/0"));
}

TEST_F(FunnelServiceTest, WhatNeverHappenedDoesNotCount) {
  Apply({Enrolment(1, 1, 1, 1, 1, kGraduated, "2020-01-01", "2020-06-01"),
         Career(1, 1, vocabulary::CAREER_EVENT_TYPE_PROMOTION, "2021-01-01", true)});
  EXPECT_THAT(RowsOf(By("")), ElementsAre("_T 1/1/1/1/1/0"));
  Apply({Career(2, 1, vocabulary::CAREER_EVENT_TYPE_VOIDED, "2021-01-01", false, CareerId(1))});
  EXPECT_THAT(RowsOf(By("")), ElementsAre("_T 1/1/1/0/0/0"));
  Apply({Career(3, 1, vocabulary::CAREER_EVENT_TYPE_PROMOTION, "2021-01-01", true, CareerId(2))});
  EXPECT_THAT(RowsOf(By("")), ElementsAre("_T 1/1/1/1/1/0"));
}

TEST_F(FunnelServiceTest, APersonIsCountedOnceInEachRowAndOnceInTheTotal) {
  Apply({Enrolment(1, 1, 1, 1, 1, kActive), Enrolment(2, 1, 1, 2, 1, kActive),
         Enrolment(3, 1, 1, 2, 1, kGraduated)});
  EXPECT_THAT(RowsOf(By("cohort")), ElementsAre(CohortId(1) + " 1/0/0/0/0/0", CohortId(2) + " 1/1/1/0/0/0",
                                                "_U 0/0/0/0/0/0", "_T 1/1/1/0/0/0"));
  EXPECT_EQ(By("cohort").rows(0).key(), Name("cohorts/" + CohortId(1)));
}

TEST_F(FunnelServiceTest, WhoNeverBeganDoesNotCount) {
  Events events;
  int n = 0;
  for (const auto state : {vocabulary::ENROLMENT_STATE_APPLIED, vocabulary::ENROLMENT_STATE_WAITLISTED,
                           vocabulary::ENROLMENT_STATE_ACCEPTED, vocabulary::ENROLMENT_STATE_REJECTED,
                           vocabulary::ENROLMENT_STATE_NO_SHOW, vocabulary::ENROLMENT_STATE_WITHDRAWN}) {
    events.push_back(Enrolment(n, 1, n, 1, 1, state, "2020-01-01", "", false));
    ++n;
  }
  // Recorded by mistake, though it was active.
  events.push_back(Enrolment(n, 1, n, 1, 1, vocabulary::ENROLMENT_STATE_VOIDED, "2020-01-01"));
  Apply(events);
  EXPECT_THAT(RowsOf(By("")), ElementsAre("_T 0/0/0/0/0/0"));
}

TEST_F(FunnelServiceTest, NobodyReadsThousandsOfGroups) {
  const auto with_badge = [](int number) {
    pb::Event person = Person(number, 1, vocabulary::SEX_FEMALE);
    AddAttribute(*person.mutable_participant_changed(), "badge", "A" + std::to_string(number));
    return Events{person, Enrolment(number, 1, number, 1, 1, kActive)};
  };
  Events events;
  for (int i = 0; i < 1'000; ++i) {
    for (const auto& event : with_badge(i)) events.push_back(event);
  }
  events.push_back(Enrolment(2'000, 1, 2'000, 1, 1, kActive));  // without one
  Apply(events);
  const v1::Funnel most = By("attribute:badge");
  ASSERT_EQ(most.rows_size(), 1'002);
  EXPECT_EQ(most.rows(1'000).enrolled(), 1);
  EXPECT_EQ(most.rows(1'001).enrolled(), 1'001);
  Apply(with_badge(1'000));
  v1::ComputeFunnelRequest request;
  request.set_by("attribute:badge");
  v1::Funnel funnel;
  EXPECT_THAT(Compute(request, &funnel), BlamesField("by"));
  EXPECT_EQ(By("course").rows_size(), 3);
}

TEST_F(FunnelServiceTest, SexHasCodesAndWordsAndUnknownIsNotMale) {
  Apply({Person(1, 1, vocabulary::SEX_MALE), Person(2, 1, vocabulary::SEX_FEMALE),
         Person(3, 1, vocabulary::SEX_UNSPECIFIED), Person(4, 1, vocabulary::SEX_NOT_APPLICABLE),
         Enrolment(1, 1, 1, 1, 1, kActive), Enrolment(2, 1, 2, 1, 1, kActive),
         Enrolment(3, 1, 3, 1, 1, kActive), Enrolment(4, 1, 4, 1, 1, kActive)});
  const v1::Funnel funnel = By("sex");
  EXPECT_THAT(RowsOf(funnel), ElementsAre("F 1/0/0/0/0/0", "M 1/0/0/0/0/0", "_Z 1/0/0/0/0/0",
                                          "_U 1/0/0/0/0/0", "_T 4/0/0/0/0/0"));
  std::vector<std::string> labels;
  for (const auto& row : funnel.rows()) labels.push_back(row.label());
  EXPECT_THAT(labels, ElementsAre("female", "male", "not_applicable", "unknown", "total"));
}

TEST_F(FunnelServiceTest, AgeIsThatOfTheDayOfEnrolmentElseTheAttributeIsTaken) {
  pb::Event unborn = Person(3, 1, vocabulary::SEX_FEMALE);
  AddAttribute(*unborn.mutable_participant_changed(), "age_band", "35-55");
  Apply({Person(1, 1, vocabulary::SEX_FEMALE, "2000-06-15"), Person(2, 1, vocabulary::SEX_FEMALE, "1950"),
         unborn, Enrolment(1, 1, 1, 1, 1, kActive, "2018-06-14"),
         Enrolment(2, 1, 1, 1, 1, kActive, "2018-06-15"), Enrolment(3, 1, 2, 1, 1, kActive, "2018-06-15"),
         Enrolment(4, 1, 3, 1, 1, kActive, "2018-06-15")});
  EXPECT_THAT(RowsOf(By("age_band")),
              ElementsAre("0-17 1/0/0/0/0/0", "18-24 1/0/0/0/0/0", "35-55 1/0/0/0/0/0", "55+ 1/0/0/0/0/0",
                          "_U 0/0/0/0/0/0", "_T 3/0/0/0/0/0"));
}

TEST_F(FunnelServiceTest, UnknownIsOnlyWhoseAgeIsNotKnown) {
  Apply({Person(1, 1, vocabulary::SEX_FEMALE, "2000-06-15"), Person(2, 1, vocabulary::SEX_FEMALE),
         Enrolment(1, 1, 1, 1, 1, kActive, "2016-01-01"), Enrolment(2, 1, 2, 1, 1, kActive, "2016-01-01")});
  v1::ComputeFunnelRequest request;
  request.set_by("age_band");
  for (const int start : {18, 30}) request.add_age_band_starts(start);
  EXPECT_THAT(RowsOf(MustCompute(request)),
              ElementsAre("0-17 1/0/0/0/0/0", "_U 1/0/0/0/0/0", "_T 2/0/0/0/0/0"));
}

TEST_F(FunnelServiceTest, AUnitIsThatOfTheDayThroughTheTreeOfTheDay) {
  // Station 3 belonged to region 1 and from 2020 on to region 2.
  Apply({Unit(1, 1, ""), Unit(2, 1, ""), Unit(3, 1, UnitId(1)), Unit(3, 2, UnitId(2), "2020-01-01"),
         Person(1, 1, vocabulary::SEX_FEMALE, "", UnitId(3)), Person(2, 1, vocabulary::SEX_FEMALE),
         Enrolment(1, 1, 1, 1, 1, kActive, "2019-12-31"), Enrolment(2, 1, 1, 1, 1, kActive, "2020-01-01"),
         Enrolment(3, 1, 2, 1, 1, kActive, "2020-01-01")});
  EXPECT_THAT(RowsOf(By("unit", 1)), ElementsAre(UnitId(1) + " 1/0/0/0/0/0", UnitId(2) + " 1/0/0/0/0/0",
                                                 "_U 1/0/0/0/0/0", "_T 2/0/0/0/0/0"));
  EXPECT_THAT(RowsOf(By("unit", 2)),
              ElementsAre(UnitId(3) + " 1/0/0/0/0/0", "_U 1/0/0/0/0/0", "_T 2/0/0/0/0/0"));
  EXPECT_EQ(By("unit", 2).rows(0).key(), Name("units/" + UnitId(3)));
}

TEST_F(FunnelServiceTest, AnEnrolmentOfAnUnknownDayIsInNoPeriod) {
  Apply({Enrolment(1, 1, 1, 1, 1, kActive), Enrolment(2, 1, 2, 1, 1, kActive, "2020-01-01"),
         Enrolment(3, 1, 3, 1, 1, kActive, "2020-01-02")});
  v1::ComputeFunnelRequest request;
  EXPECT_THAT(RowsOf(MustCompute(request)), ElementsAre("_T 3/0/0/0/0/0"));
  request.set_enrolled_to("2020-01-01");
  EXPECT_THAT(RowsOf(MustCompute(request)), ElementsAre("_T 1/0/0/0/0/0"));
  request.set_enrolled_from("2020-01-02");
  request.clear_enrolled_to();
  EXPECT_THAT(RowsOf(MustCompute(request)), ElementsAre("_T 1/0/0/0/0/0"));
}

TEST_F(FunnelServiceTest, AGraduationOfUnknownDayIsShownAsSuch) {
  Apply({Enrolment(1, 1, 1, 1, 1, kGraduated, "2020-01-01"),
         Career(1, 1, vocabulary::CAREER_EVENT_TYPE_PROMOTION, "2021-01-01")});
  const v1::Funnel funnel = By("");
  EXPECT_THAT(RowsOf(funnel), ElementsAre("_T 1/1/1/0/0/0"));
  EXPECT_EQ(funnel.rows(0).graduated_day_unknown(), 1);
}

TEST_F(FunnelServiceTest, AProgrammeIsTheCoursesItHasNow) {
  Apply({Course(1), Course(2), Programme(1, 1, {1}), Programme(1, 2, {2}), Enrolment(1, 1, 1, 1, 1, kActive),
         Enrolment(2, 1, 2, 2, 2, kGraduated)});
  v1::ComputeFunnelRequest request;
  request.set_programme(Name("programmes/" + ProgrammeId(1)));
  EXPECT_THAT(RowsOf(MustCompute(request)), ElementsAre("_T 1/1/1/0/0/0"));
}

TEST_F(FunnelServiceTest, OrganizationsDoNotSeeEachOther) {
  Apply({Course(1), Enrolment(1, 1, 1, 1, 1, kActive)}, "other");
  EXPECT_THAT(RowsOf(By("")), ElementsAre("_T 0/0/0/0/0/0"));
  v1::ComputeFunnelRequest request;
  request.set_course(Name("courses/" + CourseId(1)));
  v1::Funnel funnel;
  EXPECT_THAT(Compute(request, &funnel), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(FunnelServiceTest, SaysHowFarTheStreamsWereFollowed) {
  const v1::Funnel funnel = By("");
  ASSERT_EQ(funnel.positions_size(), 3);
  EXPECT_EQ(funnel.positions(0).producer(), "participants");
  EXPECT_EQ(funnel.positions(0).lag(), 0);
  EXPECT_GT(funnel.as_of_time().seconds(), 0);
}

TEST_F(FunnelServiceTest, WrongQuestionsNameTheField) {
  const auto blamed = [this](const char* field, auto change) {
    v1::ComputeFunnelRequest request;
    change(request);
    v1::Funnel funnel;
    const grpc::Status status = Compute(request, &funnel);
    EXPECT_THAT(status, Fails(Code::kInvalidArgument, "FIELD_INVALID")) << field;
    EXPECT_THAT(status, BlamesField(field));
  };
  blamed("by", [](auto& q) { q.set_by("shoe_size"); });
  blamed("enrolled_from", [](auto& q) { q.set_enrolled_from("2020-02-30"); });
  blamed("enrolled_to", [](auto& q) {
    q.set_enrolled_from("2020-01-02");
    q.set_enrolled_to("2020-01-01");
  });
  blamed("unit_level", [](auto& q) { q.set_unit_level(-1); });
  blamed("age_band_starts", [](auto& q) {
    q.add_age_band_starts(30);
    q.add_age_band_starts(20);
  });
  blamed("course", [](auto& q) { q.set_course(Name("courses/~C-1")); });
  blamed("course", [](auto& q) { q.set_course("organizations/other/courses/" + CourseId(1)); });
  blamed("programme", [](auto& q) {
    q.set_course(Name("courses/" + CourseId(1)));
    q.set_programme(Name("programmes/" + ProgrammeId(1)));
  });
}

TEST_F(FunnelServiceTest, CodesOfTheFixedRowsAreNobodysValue) {
  pb::Event one = Person(1, 1, vocabulary::SEX_FEMALE), other = Person(2, 1, vocabulary::SEX_FEMALE);
  AddAttribute(*one.mutable_participant_changed(), "disability", "_U");
  AddAttribute(*other.mutable_participant_changed(), "disability", "_T");
  Apply({one, other, Person(3, 1, vocabulary::SEX_FEMALE), Enrolment(1, 1, 1, 1, 1, kActive),
         Enrolment(2, 1, 2, 1, 1, kActive), Enrolment(3, 1, 3, 1, 1, kActive)});
  EXPECT_THAT(RowsOf(By("attribute:disability")), ElementsAre("_U 3/0/0/0/0/0", "_T 3/0/0/0/0/0"));
}

// Those who may not read the records of all persons.
class DisclosureServiceTest : public FunnelServiceTest {
 protected:
  DisclosureServiceTest() {
    // A third each of women, of men and of men with the attribute; one woman alone did not graduate.
    Events events;
    for (int i = 1; i <= 60; ++i) {
      pb::Event person = Person(i, 1, i <= 20 ? vocabulary::SEX_FEMALE : vocabulary::SEX_MALE, "1990-01-01");
      AddAttribute(*person.mutable_participant_changed(), "disability", i == 1 ? "yes" : "no");
      events.push_back(person);
      events.push_back(Enrolment(i, 1, i, 1, 1, i == 20 || i > 40 ? kActive : kGraduated,
                                 i == 1 ? "2020-02-01" : "2020-03-01"));
    }
    Apply(events);
  }

  void AsRole(identity::v1::Role role) { service_.As(testing::CallerWith({role}, "asp")); }
};

TEST_F(DisclosureServiceTest, AnEvaluatorLearnsNothingOfAFewWhereARegistrarReadsExactFigures) {
  AsRole(identity::v1::ROLE_EVALUATOR);
  const v1::Funnel withheld = By("attribute:disability");
  EXPECT_EQ(withheld.withheld_below(), 5);
  EXPECT_THAT(RowsOf(withheld),
              ElementsAre("no c/c/c/0/0/0", "yes c/c/c/c/c/c", "_U 0/0/0/0/0/0", "_T 60/39/39/0/0/0"));
  EXPECT_THAT(RowsOf(By("sex")),
              ElementsAre("F c/c/c/0/0/0", "M c/20/20/0/0/0", "_U 0/0/0/0/0/0", "_T 60/39/39/0/0/0"));
  AsRole(identity::v1::ROLE_REGISTRAR);
  const v1::Funnel exact = By("attribute:disability");
  EXPECT_EQ(exact.withheld_below(), 0);
  EXPECT_EQ(exact.min_cell(), 5);
  EXPECT_THAT(RowsOf(exact),
              ElementsAre("no 59/38/38/0/0/0", "yes 1/1/1/0/0/0", "_U 0/0/0/0/0/0", "_T 60/39/39/0/0/0"));
}

TEST_F(DisclosureServiceTest, WhoKeepsTheOrganizationOrReachesAUnitAloneSeesNoMore) {
  AsRole(identity::v1::ROLE_ADMINISTRATOR);
  EXPECT_EQ(By("sex").withheld_below(), 5);
  auto caller = testing::CallerInUnit(identity::v1::ROLE_REGISTRAR, "asp", UnitId(1));
  *caller.add_grants() = testing::CallerWith({identity::v1::ROLE_EVALUATOR}, "asp").grants(0);
  service_.As(caller);
  EXPECT_EQ(By("sex").withheld_below(), 5);
}

TEST_F(DisclosureServiceTest, AttributesAndAgesAreExactForThoseAloneWhoReadProtectedRecords) {
  v1::ComputeFunnelRequest one;
  one.add_cohorts(Name("cohorts/" + CohortId(1)));
  one.set_enrolled_from("2020-02-01");
  one.set_enrolled_to("2020-02-01");
  const auto by = [&one](const char* dimension) {
    one.set_by(dimension);
    return one;
  };
  Apply({Cohort(1, 1, 1)});
  AsRole(identity::v1::ROLE_COMMANDER);
  for (const char* hidden : {"attribute:disability", "age_band"}) {
    EXPECT_THAT(RowsOf(MustCompute(by(hidden))), ElementsAre("_U c/c/c/c/c/c", "_T c/c/c/c/c/c")) << hidden;
  }
  for (const char* open : {"", "sex", "unit", "cohort", "course"}) {
    EXPECT_EQ(MustCompute(by(open)).withheld_below(), 0) << open;
  }
  // Who reads protected records of a unit alone reads those of some.
  auto caller = testing::CallerWith({identity::v1::ROLE_COMMANDER}, "asp");
  *caller.add_grants() = testing::CallerInUnit(identity::v1::ROLE_REGISTRAR, "asp", UnitId(1)).grants(0);
  service_.As(caller);
  EXPECT_EQ(MustCompute(by("age_band")).withheld_below(), 5);
  AsRole(identity::v1::ROLE_REGISTRAR);
  EXPECT_THAT(RowsOf(MustCompute(by("attribute:disability"))),
              ElementsAre("yes 1/1/1/0/0/0", "_U 0/0/0/0/0/0", "_T 1/1/1/0/0/0"));
}

TEST_F(DisclosureServiceTest, APeriodOfADayTellsNothingOfTheOneWhoBeganThen) {
  v1::ComputeFunnelRequest request;
  request.set_by("attribute:disability");
  request.set_enrolled_to("2020-02-01");
  AsRole(identity::v1::ROLE_EVALUATOR);
  EXPECT_THAT(RowsOf(MustCompute(request)), ElementsAre("_U c/c/c/c/c/c", "_T c/c/c/c/c/c"));
}

TEST_F(DisclosureServiceTest, TheLimitIsThatWhichTheOrganizationSetLast) {
  Apply({Organization(2, 25), Organization(3, 10), Organization(1, 4)});
  AsRole(identity::v1::ROLE_EVALUATOR);
  EXPECT_EQ(By("sex").withheld_below(), 10);
}

TEST_F(DisclosureServiceTest, NarrowBandsAreForThoseWhoReadTheRecords) {
  v1::ComputeFunnelRequest request;
  request.set_by("age_band");
  for (const int start : {28, 30}) request.add_age_band_starts(start);
  v1::Funnel funnel;
  EXPECT_THAT(Compute(request, &funnel), testing::IsOk());
  AsRole(identity::v1::ROLE_EVALUATOR);
  const grpc::Status status = Compute(request, &funnel);
  EXPECT_THAT(status, Fails(Code::kInvalidArgument, "FIELD_INVALID"));
  EXPECT_THAT(status, BlamesField("age_band_starts"));
}

TEST_F(FunnelServiceTest, FiguresCountWhatIsKept) {
  pb::Event past = Enrolment(2, 1, 2, 1, 1, kGraduated, "2020-01-01", "2020-06-01");
  past.mutable_enrolment_state_changed()->set_historical(true);
  Apply({Unit(1, 1, ""), Person(1, 1, vocabulary::SEX_FEMALE), Person(2, 1, vocabulary::SEX_FEMALE),
         Course(1), Cohort(1, 1, 1), Programme(1, 1, {1}), Enrolment(1, 1, 1, 1, 1, kActive), past,
         Graduation(2, 2, "2020-06-01"), Career(1, 1, vocabulary::CAREER_EVENT_TYPE_PROMOTION, "2021-01-01"),
         Career(2, 1, vocabulary::CAREER_EVENT_TYPE_PROMOTION, "2021-02-01", false, CareerId(1))});
  v1::EvaluationFigures expected;
  expected.set_name("organizations/asp/evaluationFigures");
  expected.set_persons(2);
  for (const auto set : {&v1::EvaluationFigures::set_units, &v1::EvaluationFigures::set_courses,
                         &v1::EvaluationFigures::set_cohorts, &v1::EvaluationFigures::set_programmes,
                         &v1::EvaluationFigures::set_graduations}) {
    (expected.*set)(1);
  }
  auto* active = expected.add_enrolments();
  active->set_state(kActive);
  active->set_count(1);
  auto* graduated = expected.add_enrolments();
  graduated->set_state(kGraduated);
  graduated->set_count(1);
  graduated->set_historical_count(1);
  auto* promotions = expected.add_career_events();
  promotions->set_type(vocabulary::CAREER_EVENT_TYPE_PROMOTION);
  promotions->set_count(2);
  promotions->set_superseded_count(1);
  EXPECT_THAT(Figures(), testing::EqualsProto(expected));
}

}  // namespace
}  // namespace waymark::evaluation
