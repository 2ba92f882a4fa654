#include "services/common/events/diff.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/common/crypto/subject_key.h"
#include "waymark/courses/v1/enrolments.pb.h"
#include "waymark/participants/v1/participants.pb.h"

namespace waymark::events {
namespace {

using ::testing::ElementsAre;
using waymark::courses::v1::Enrolment;
using waymark::participants::v1::Participant;

// Each change as `field: before > after`, with - for none.
std::vector<std::string> Lines(const waymark::events::v1::AuditDiff& diff) {
  std::vector<std::string> lines;
  for (const auto& change : diff.changes()) {
    lines.push_back(change.field() + ": " +
                    (change.withheld() ? "withheld"
                                       : (change.has_before() ? change.before() : "-") + " > " +
                                             (change.has_after() ? change.after() : "-")));
  }
  return lines;
}

Participant Ana() {
  Participant ana;
  ana.set_name("organizations/asp/participants/1");
  ana.set_display_name("Ana");
  ana.set_birth_date("2012-05-17");
  ana.set_sex(waymark::vocabulary::v1::SEX_FEMALE);
  ana.mutable_contact()->add_emails("ana@x.example");
  ana.set_etag("1");
  ana.mutable_create_time()->set_seconds(1);
  return ana;
}

TEST(DiffTest, ANewRecordIsAllThatWasSaidOfIt) {
  EXPECT_THAT(Lines(DiffOf(nullptr, Ana(), Values::kAll)),
              ElementsAre("display_name: - > Ana", "sex: - > SEX_FEMALE", "birth_date: - > 2012-05-17",
                          "contact.emails[0]: - > ana@x.example"));
}

TEST(DiffTest, AChangeIsTheFieldsThatDiffer) {
  Participant after = Ana();
  after.set_etag("2");
  after.set_display_name("Ana B.");
  after.clear_birth_date();
  after.mutable_contact()->add_emails("b@x.example");
  after.add_attributes()->set_key("grade");
  const Participant before = Ana();
  EXPECT_THAT(Lines(DiffOf(&before, after, Values::kAll)),
              ElementsAre("display_name: Ana > Ana B.", "contact.emails[1]: - > b@x.example",
                          "attributes[0].key: - > grade", "birth_date: 2012-05-17 > -"));
  EXPECT_THAT(Lines(DiffOf(&before, before, Values::kAll)), ElementsAre());
}

TEST(DiffTest, WhatEverybodySeesHoldsNoTextInAPersonsOwnWords) {
  Enrolment before, after;
  before.set_state(waymark::vocabulary::v1::ENROLMENT_STATE_ACTIVE);
  before.set_exit_reason("moved");
  after.set_state(waymark::vocabulary::v1::ENROLMENT_STATE_WITHDRAWN);
  after.set_participant("organizations/asp/participants/1");
  after.set_exit_reason("her national id is 830415");
  EXPECT_THAT(
      Lines(DiffOf(&before, after, Values::kNoFreeText)),
      ElementsAre("participant: - > organizations/asp/participants/1",
                  "state: ENROLMENT_STATE_ACTIVE > ENROLMENT_STATE_WITHDRAWN", "exit_reason: withheld"));
}

TEST(DiffTest, ASealedOneOpensWithItsKeyInItsPlaceAlone) {
  const std::string key = crypto::NewSubjectKey();
  const DiffPlace place{"asp", "participants/1", "e1"};
  const std::string sealed = SealDiff(key, place, DiffOf(nullptr, Ana(), Values::kAll));
  EXPECT_EQ(sealed.find("Ana"), std::string::npos);
  const auto opened = OpenDiff(key, place, sealed);
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->changes(0).after(), "Ana");
  EXPECT_FALSE(OpenDiff(crypto::NewSubjectKey(), place, sealed));
  EXPECT_FALSE(OpenDiff(key, {"asp", "participants/2", "e1"}, sealed));
  EXPECT_FALSE(OpenDiff(key, {"asp", "participants/1", "e2"}, sealed));
  EXPECT_FALSE(OpenDiff(key, {"bsp", "participants/1", "e1"}, sealed));
}

}  // namespace
}  // namespace waymark::events
