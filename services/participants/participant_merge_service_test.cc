// Two records that are one person's.
#include "services/participants/fixture.h"

namespace waymark::participants {
namespace {

using ::testing::ElementsAre;
using testing::Fails;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::IsOk;
using ::testing::UnorderedElementsAre;
using waymark::identity::v1::ROLE_REGISTRAR;
using Stub = v1::ParticipantsService::Stub;

// North and South, each with a person, who are one.
class ParticipantMergeServiceTest : public ParticipantsFixture {
 protected:
  v1::Participant In(const v1::Unit& unit, const std::string& external_id) {
    auto request = Person("Ana of " + unit.external_id(), external_id);
    request.mutable_participant()->set_unit(unit.name());
    return Register(request);
  }
  grpc::Status Merge(const v1::Participant& duplicate, const std::string& into, v1::Participant* reply,
                     const std::string& etag = "") {
    v1::MergeParticipantRequest request;
    request.set_name(duplicate.name());
    request.set_into(into);
    request.set_etag(etag);
    return Call(participants_, &Stub::MergeParticipant, request, reply);
  }
  grpc::Status Merge(const v1::Participant& duplicate, const std::string& into) {
    v1::Participant reply;
    return Merge(duplicate, into, &reply);
  }
  grpc::Status Unmerge(const v1::Participant& duplicate, v1::Participant* reply) {
    v1::UnmergeParticipantRequest request;
    request.set_name(duplicate.name());
    return Call(participants_, &Stub::UnmergeParticipant, request, reply);
  }
  grpc::Status Update(v1::Participant participant, const std::string& path, v1::Participant* reply) {
    v1::UpdateParticipantRequest request;
    participant.clear_etag();
    *request.mutable_participant() = participant;
    request.mutable_update_mask()->add_paths(path);
    return Call(participants_, &Stub::UpdateParticipant, request, reply);
  }
  v1::Participant Get(const v1::Participant& participant) {
    v1::GetParticipantRequest request;
    request.set_name(participant.name());
    v1::Participant reply;
    EXPECT_THAT(Call(participants_, &Stub::GetParticipant, request, &reply), IsOk());
    return reply;
  }
  grpc::Status List(const std::string& filter, std::vector<std::string>* external_ids) {
    v1::ListParticipantsRequest request;
    request.set_parent(kParent);
    request.set_filter(filter);
    v1::ListParticipantsResponse page;
    const auto status = Call(participants_, &Stub::ListParticipants, request, &page);
    for (const auto& participant : page.participants()) external_ids->push_back(participant.external_id());
    return status;
  }
  std::vector<std::string> List(const std::string& filter = "") {
    std::vector<std::string> external_ids;
    EXPECT_THAT(List(filter, &external_ids), IsOk());
    return external_ids;
  }
  void AsRegistrarOf(const v1::Unit& unit) {
    service_.As(testing::CallerInUnit(ROLE_REGISTRAR, "asp", unit.name().substr(unit.name().rfind('/') + 1)));
  }

  const v1::Unit north_ = MakeUnit("North"), south_ = MakeUnit("South");
  const v1::Participant ana_ = In(north_, "P-1"), again_ = In(south_, "P-2");
};

TEST_F(ParticipantMergeServiceTest, TheRecordSaysIntoWhichOneItIsAndBelongsToItsUnit) {
  v1::Participant merged;
  ASSERT_THAT(Merge(again_, ana_.name(), &merged, again_.etag()), IsOk());
  EXPECT_EQ(merged.merged_into(), ana_.name());
  EXPECT_EQ(merged.unit(), north_.name());
  EXPECT_EQ(merged.display_name(), "Ana of South");
  EXPECT_THAT(Get(again_), testing::EqualsProto(merged));
  const auto event = LastEvent();
  EXPECT_EQ(event.type(), "participant.merged");
  EXPECT_THAT(ana_.name(), HasSubstr(event.participant_changed().merged_into_id()));
  EXPECT_THAT(again_.name(), HasSubstr(event.participant_changed().participant_id()));
}

TEST_F(ParticipantMergeServiceTest, MergedRecordsAreListedByWhatOneLooksForAlone) {
  ASSERT_THAT(Merge(again_, kParent + std::string("/participants/~P-1")), IsOk());
  EXPECT_THAT(List(), ElementsAre("P-1"));
  EXPECT_THAT(List("state = ACTIVE"), ElementsAre("P-1"));
  EXPECT_THAT(List("unit_subtree = \"" + north_.name() + "\""), ElementsAre("P-1"));
  EXPECT_THAT(List("display_name = \"ana*\""), ElementsAre("P-1"));
  EXPECT_THAT(List("external_id = \"P-2\""), ElementsAre("P-2"));
  EXPECT_THAT(List("merged_into = \"" + ana_.name() + "\""), ElementsAre("P-2"));
  EXPECT_THAT(List("merged_into = \"organizations/asp/participants/~P-1\""), ElementsAre("P-2"));
  EXPECT_THAT(List("merged_into = \"" + again_.name() + "\""), IsEmpty());
  std::vector<std::string> none;
  EXPECT_THAT(List("merged_into = \"" + ana_.name() + "\" AND state = ACTIVE", &none),
              Fails(Code::kInvalidArgument, "FIELD_INVALID"));
}

TEST_F(ParticipantMergeServiceTest, MergedRecordsAreListedWhereTheyAreAskedFor) {
  ASSERT_THAT(Merge(again_, ana_.name()), IsOk());
  v1::ListParticipantsRequest request;
  request.set_parent(kParent);
  request.set_show_merged(true);
  for (const std::string filter : {"", "state = ACTIVE"}) {
    request.set_filter(filter);
    v1::ListParticipantsResponse page;
    ASSERT_THAT(Call(participants_, &Stub::ListParticipants, request, &page), IsOk());
    ASSERT_EQ(page.participants_size(), 2);
    EXPECT_EQ(page.participants(1).merged_into(), ana_.name());
  }
}

TEST_F(ParticipantMergeServiceTest, TakenBackItIsAPersonsOwnAgain) {
  ASSERT_THAT(Merge(again_, ana_.name()), IsOk());
  v1::Participant reply;
  ASSERT_THAT(Unmerge(again_, &reply), IsOk());
  EXPECT_EQ(reply.merged_into(), "");
  EXPECT_EQ(LastEvent().type(), "participant.unmerged");
  EXPECT_EQ(LastEvent().participant_changed().merged_into_id(), "");
  EXPECT_THAT(List(), UnorderedElementsAre("P-1", "P-2"));
  EXPECT_THAT(Unmerge(again_, &reply), Fails(Code::kFailedPrecondition, "PARTICIPANT_NOT_MERGED"));
}

TEST_F(ParticipantMergeServiceTest, AMergedRecordIsNotChanged) {
  ASSERT_THAT(Merge(again_, ana_.name()), IsOk());
  v1::Participant reply;
  EXPECT_THAT(Update(again_, "sex", &reply), Fails(Code::kFailedPrecondition, "PARTICIPANT_MERGED"));
  v1::DeleteParticipantRequest request;
  request.set_name(again_.name());
  EXPECT_THAT(Call(participants_, &Stub::DeleteParticipant, request, &reply),
              Fails(Code::kFailedPrecondition, "PARTICIPANT_MERGED"));
}

TEST_F(ParticipantMergeServiceTest, WhatSpeaksAgainstItIsSaid) {
  v1::Participant reply;
  EXPECT_THAT(Merge(again_, kParent + std::string("/participants/~P-3")),
              Fails(Code::kNotFound, "REFERENCE_NOT_FOUND"));
  EXPECT_THAT(Merge(again_, again_.name()), Fails(Code::kInvalidArgument, "FIELD_INVALID"));
  auto changed = again_;
  changed.set_gender("woman");
  ASSERT_THAT(Update(changed, "gender", &reply), IsOk());
  EXPECT_THAT(Merge(again_, ana_.name(), &reply, again_.etag()), Fails(Code::kAborted, "ETAG_MISMATCH"));
  ASSERT_THAT(Merge(again_, ana_.name()), IsOk());
  const auto third = In(south_, "P-3");
  EXPECT_THAT(Merge(ana_, third.name()), Fails(Code::kFailedPrecondition, "PARTICIPANT_HAS_MERGED"));
  EXPECT_THAT(Merge(third, again_.name()), Fails(Code::kFailedPrecondition, "PARTICIPANT_MERGED"));
}

TEST_F(ParticipantMergeServiceTest, ItNeedsTheRightToBoth) {
  AsRegistrarOf(south_);
  EXPECT_THAT(Merge(again_, ana_.name()), Fails(Code::kNotFound, "REFERENCE_NOT_FOUND"));
  EXPECT_THAT(Merge(again_, kParent + std::string("/participants/~P-1")),
              Fails(Code::kNotFound, "REFERENCE_NOT_FOUND"));
  AsRegistrarOf(north_);
  EXPECT_THAT(Merge(again_, ana_.name()), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_THAT(Get(ana_).merged_into(), IsEmpty());
}

TEST_F(ParticipantMergeServiceTest, ARecordOfAnotherOrganizationIsNotThere) {
  Found("other");
  auto request = Person("Ana elsewhere");
  request.set_parent("organizations/other");
  const auto elsewhere = Register(request);
  EXPECT_THAT(Merge(again_, elsewhere.name()), Fails(Code::kInvalidArgument, "FIELD_INVALID"));
  std::string guessed = elsewhere.name();
  guessed.replace(0, std::string("organizations/other").size(), kParent);
  EXPECT_THAT(Merge(again_, guessed), Fails(Code::kNotFound, "REFERENCE_NOT_FOUND"));
}

TEST_F(ParticipantMergeServiceTest, MergedRecordsGoWhereThePersonGoes) {
  ASSERT_THAT(Merge(again_, ana_.name()), IsOk());
  const auto east = MakeUnit("East");
  auto moved = ana_;
  moved.set_unit(east.name());
  v1::Participant reply;
  ASSERT_THAT(Update(moved, "unit", &reply), IsOk());
  EXPECT_EQ(Get(again_).unit(), east.name());
  EXPECT_EQ(LastEvent().type(), "participant.updated");
  EXPECT_THAT(again_.name(), HasSubstr(LastEvent().participant_changed().participant_id()));
  AsRegistrarOf(east);
  ASSERT_THAT(Unmerge(again_, &reply), IsOk());
  EXPECT_EQ(reply.unit(), east.name());
}

}  // namespace
}  // namespace waymark::participants
