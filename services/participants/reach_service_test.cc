// What a caller with a right to a part of the persons can see and change, by
// every RPC that has to do with persons.
#include "services/participants/fixture.h"

namespace waymark::participants {
namespace {

using ::testing::ElementsAre;
using testing::Fails;
using ::testing::IsEmpty;
using testing::IsOk;
using ::testing::UnorderedElementsAre;
using waymark::identity::v1::Role;
using Stub = v1::ParticipantsService::Stub;

// North with its station, and South; a person in each, and one in no unit.
class ReachServiceTest : public ParticipantsFixture {
 protected:
  ReachServiceTest() {
    for (const auto* unit : {&north_, &station_, &south_}) {
      people_[unit->external_id()] = Register(In(*unit, "P-" + unit->external_id()));
    }
    people_["nowhere"] = Register(Person("Of no unit", "P-nowhere"));
    As(waymark::identity::v1::ROLE_REGISTRAR, north_);
  }

  static v1::CreateParticipantRequest In(const v1::Unit& unit, const std::string& external_id) {
    auto request = Person("Person of " + unit.external_id(), external_id);
    request.mutable_participant()->set_unit(unit.name());
    return request;
  }

  void As(Role role, const v1::Unit& unit) {
    service_.As(testing::CallerInUnit(role, "asp", unit.name().substr(unit.name().rfind('/') + 1)));
  }
  void AsAdministrator() { service_.As(testing::AnyRole()); }

  grpc::Status Get(const std::string& name) {
    v1::GetParticipantRequest request;
    request.set_name(name);
    v1::Participant reply;
    return Call(participants_, &Stub::GetParticipant, request, &reply);
  }

  std::vector<std::string> List(const std::string& filter = "") {
    v1::ListParticipantsRequest request;
    request.set_parent(kParent);
    request.set_filter(filter);
    v1::ListParticipantsResponse page;
    EXPECT_THAT(Call(participants_, &Stub::ListParticipants, request, &page), IsOk());
    std::vector<std::string> ids;
    for (const auto& participant : page.participants()) ids.push_back(participant.external_id());
    return ids;
  }

  grpc::Status Update(const v1::Participant& participant, const std::string& path) {
    v1::UpdateParticipantRequest request;
    *request.mutable_participant() = participant;
    request.mutable_participant()->clear_etag();
    request.mutable_update_mask()->add_paths(path);
    v1::Participant reply;
    return Call(participants_, &Stub::UpdateParticipant, request, &reply);
  }

  v1::Unit north_ = MakeUnit("north");
  v1::Unit station_ = MakeUnit("station", north_.name());
  v1::Unit south_ = MakeUnit("south");
  std::map<std::string, v1::Participant> people_;
};

TEST_F(ReachServiceTest, ThoseOfTheUnitAndBelowAreSeen) {
  EXPECT_THAT(Get(people_["north"].name()), IsOk());
  EXPECT_THAT(Get(people_["station"].name()), IsOk());
  EXPECT_THAT(List(), UnorderedElementsAre("P-north", "P-station"));
}

TEST_F(ReachServiceTest, OthersAreAsIfTheyWereNot) {
  for (const char* other : {"south", "nowhere"}) {
    EXPECT_THAT(Get(people_[other].name()), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
    EXPECT_THAT(Get(std::string(kParent) + "/participants/~P-" + other),
                Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
    EXPECT_THAT(List("external_id = \"P-" + std::string(other) + "\""), IsEmpty());
  }
  EXPECT_THAT(List("unit_subtree = \"" + south_.name() + "\""), IsEmpty());
  EXPECT_THAT(List("display_name = \"Person of*\""), UnorderedElementsAre("P-north", "P-station"));
  v1::BatchGetParticipantsRequest batch;
  batch.set_parent(kParent);
  batch.add_names(people_["north"].name());
  batch.add_names(people_["south"].name());
  v1::BatchGetParticipantsResponse reply;
  EXPECT_THAT(Call(participants_, &Stub::BatchGetParticipants, batch, &reply),
              Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(ReachServiceTest, PersonsAreRegisteredInTheUnitAndBelowOnly) {
  v1::Participant reply;
  EXPECT_THAT(Create(In(station_, "P-new"), &reply), IsOk());
  EXPECT_THAT(Create(In(south_, "P-foreign"), &reply), Fails(Code::kPermissionDenied, "OUTSIDE_REACH"));
  EXPECT_THAT(Create(Person("Of no unit", "P-none"), &reply),
              Fails(Code::kPermissionDenied, "OUTSIDE_REACH"));
  EXPECT_THAT(List(), UnorderedElementsAre("P-north", "P-station", "P-new"));
}

TEST_F(ReachServiceTest, WhatIsRecordedBesidesIsKeptAndSeen) {
  auto request = In(station_, "P-new");
  auto* id = request.mutable_participant()->add_external_ids();
  id->set_system("badge");
  id->set_value("7");
  auto* attribute = request.mutable_participant()->add_attributes();
  attribute->set_key("education");
  attribute->set_value("secondary");
  v1::Participant made;
  ASSERT_THAT(Create(request, &made), IsOk());
  v1::GetParticipantRequest get;
  get.set_name(made.name());
  v1::Participant read;
  ASSERT_THAT(Call(participants_, &Stub::GetParticipant, get, &read), IsOk());
  EXPECT_EQ(read.external_ids_size(), 1);
  EXPECT_EQ(read.attributes_size(), 1);
}

TEST_F(ReachServiceTest, ABatchIsHeldToTheSame) {
  v1::BatchCreateParticipantsRequest batch;
  batch.set_parent(kParent);
  *batch.add_requests() = In(station_, "P-1");
  *batch.add_requests() = In(south_, "P-2");
  v1::BatchCreateParticipantsResponse reply;
  EXPECT_THAT(Call(participants_, &Stub::BatchCreateParticipants, batch, &reply),
              Fails(Code::kPermissionDenied, "OUTSIDE_REACH"));
  batch.mutable_requests()->RemoveLast();
  EXPECT_THAT(Call(participants_, &Stub::BatchCreateParticipants, batch, &reply), IsOk());
  EXPECT_THAT(List(), UnorderedElementsAre("P-north", "P-station", "P-1"));
}

TEST_F(ReachServiceTest, ABatchTellsWhichRowIsOutside) {
  v1::BatchCreateParticipantsRequest batch;
  batch.set_parent(kParent);
  batch.set_return_partial_success(true);
  *batch.add_requests() = In(south_, "P-1");
  *batch.add_requests() = In(station_, "P-2");
  *batch.add_requests() = Person("Of no unit", "P-3");
  v1::BatchCreateParticipantsResponse reply;
  ASSERT_THAT(Call(participants_, &Stub::BatchCreateParticipants, batch, &reply), IsOk());
  EXPECT_EQ(reply.created_count(), 1);
  ASSERT_EQ(reply.failed_requests_size(), 2);
  EXPECT_EQ(reply.failed_requests().at(0).code(), static_cast<int>(Code::kPermissionDenied));
  EXPECT_EQ(reply.failed_requests().at(2).code(), static_cast<int>(Code::kPermissionDenied));
}

// What is taken by a person whom the caller does not see is taken all the same: no
// answer and no event may tell of a person who was not written.
TEST_F(ReachServiceTest, ABatchMakesNothingOfWhatOthersHave) {
  auto same_external_id = In(north_, "P-south");
  auto same_id = In(north_, "P-new");
  const std::string south = people_["south"].name();
  same_id.set_participant_id(south.substr(south.rfind('/') + 1));
  const auto events = service_.outbox().size();
  for (const auto& request : {same_external_id, same_id}) {
    for (const bool allow_existing : {false, true}) {
      v1::BatchCreateParticipantsRequest batch;
      batch.set_parent(kParent);
      batch.set_allow_existing(allow_existing);
      *batch.add_requests() = request;
      v1::BatchCreateParticipantsResponse reply;
      EXPECT_THAT(Call(participants_, &Stub::BatchCreateParticipants, batch, &reply),
                  Fails(Code::kAlreadyExists, "RESOURCE_EXISTS"));
    }
  }
  EXPECT_EQ(service_.outbox().size(), events);
  EXPECT_THAT(List(), UnorderedElementsAre("P-north", "P-station"));
}

TEST_F(ReachServiceTest, AMoveNeedsTheRightOnBothEnds) {
  auto moved = people_["north"];
  moved.set_unit(station_.name());
  EXPECT_THAT(Update(moved, "unit"), IsOk());
  moved.set_unit(south_.name());
  EXPECT_THAT(Update(moved, "unit"), Fails(Code::kPermissionDenied, "OUTSIDE_REACH"));
  auto foreign = people_["south"];
  foreign.set_unit(north_.name());
  EXPECT_THAT(Update(foreign, "unit"), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(ReachServiceTest, OthersAreNotChanged) {
  auto foreign = people_["south"];
  foreign.set_display_name("Somebody else");
  EXPECT_THAT(Update(foreign, "display_name"), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  v1::DeleteParticipantRequest remove;
  remove.set_name(foreign.name());
  v1::Participant reply;
  EXPECT_THAT(Call(participants_, &Stub::DeleteParticipant, remove, &reply),
              Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(ReachServiceTest, WhoLeavesTheUnitIsSeenNoMore) {
  AsAdministrator();
  auto moved = people_["north"];
  moved.set_unit(south_.name());
  ASSERT_THAT(Update(moved, "unit"), IsOk());
  As(waymark::identity::v1::ROLE_REGISTRAR, north_);
  EXPECT_THAT(List(), ElementsAre("P-station"));
}

TEST_F(ReachServiceTest, AUnitThatMovesTakesItsPersonsAlong) {
  AsAdministrator();
  v1::UpdateUnitRequest request;
  request.mutable_unit()->set_name(station_.name());
  request.mutable_unit()->set_parent(south_.name());
  request.mutable_update_mask()->add_paths("parent");
  v1::Unit reply;
  ASSERT_THAT(Call(units_, &v1::UnitsService::Stub::UpdateUnit, request, &reply), IsOk());
  As(waymark::identity::v1::ROLE_REGISTRAR, north_);
  EXPECT_THAT(List(), ElementsAre("P-north"));
  As(waymark::identity::v1::ROLE_REGISTRAR, south_);
  EXPECT_THAT(List(), UnorderedElementsAre("P-station", "P-south"));
}

TEST_F(ReachServiceTest, NothingOfOneCallerIsLeftForTheNext) {
  for (int i = 0; i < 20; ++i) {
    AsAdministrator();
    EXPECT_EQ(List().size(), 4u);
    As(waymark::identity::v1::ROLE_COMMANDER, south_);
    EXPECT_THAT(List(), ElementsAre("P-south"));
    As(waymark::identity::v1::ROLE_REGISTRAR, station_);
    EXPECT_THAT(List(), ElementsAre("P-station"));
  }
}

TEST_F(ReachServiceTest, ParticipantsSeeThemselves) {
  auto caller = testing::CallerWith({waymark::identity::v1::ROLE_PARTICIPANT}, "asp");
  const std::string own = people_["south"].name();
  caller.mutable_grants(0)->set_participant_id(own.substr(own.rfind('/') + 1));
  service_.As(caller);
  EXPECT_THAT(List(), ElementsAre("P-south"));
  EXPECT_THAT(Get(own), IsOk());
  EXPECT_THAT(Get(people_["north"].name()), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_THAT(Update(people_["south"], "display_name"), Fails(Code::kPermissionDenied, "PERMISSION_DENIED"));
}

}  // namespace
}  // namespace waymark::participants
