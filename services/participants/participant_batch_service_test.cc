#include "services/common/rpc/names.h"
#include "services/participants/fixture.h"

namespace waymark::participants {
namespace {

using testing::BlamesField;
using ::testing::ElementsAre;
using testing::EqualsProto;
using testing::Fails;
using testing::IsOk;
using ::testing::UnorderedElementsAre;
using Stub = v1::ParticipantsService::Stub;

class ParticipantBatchTest : public ParticipantsFixture {
 protected:
  static v1::BatchCreateParticipantsRequest Batch(const std::vector<std::string>& external_ids) {
    v1::BatchCreateParticipantsRequest batch;
    batch.set_parent(kParent);
    for (const auto& id : external_ids) {
      *batch.add_requests() = Person("Person " + id, id);
      batch.mutable_requests()->rbegin()->clear_parent();
    }
    return batch;
  }
  static v1::Participant& Item(v1::BatchCreateParticipantsRequest& batch, int i) {
    return *batch.mutable_requests(i)->mutable_participant();
  }
  grpc::Status Register(const v1::BatchCreateParticipantsRequest& batch,
                        v1::BatchCreateParticipantsResponse* reply) {
    return Call(participants_, &Stub::BatchCreateParticipants, batch, reply);
  }
  int Stored() {
    db::Connection admin(service_.database().admin());
    admin.Execute("SET waymark.organization = 'asp'");
    return static_cast<int>(admin.Execute("SELECT count(*) AS n FROM participant")[0].Int("n"));
  }
  static std::vector<int> Failed(const v1::BatchCreateParticipantsResponse& reply) {
    std::vector<int> failed;
    for (const auto& [i, status] : reply.failed_requests()) failed.push_back(i);
    return failed;
  }
  // The first field that the failure of an item blames.
  static std::string Blamed(const v1::BatchCreateParticipantsResponse& reply, int i) {
    const auto& status = reply.failed_requests().at(i);
    const Error error = FromGrpc(grpc::Status(static_cast<grpc::StatusCode>(status.code()), status.message(),
                                              status.SerializeAsString()));
    return error.violations().empty() ? "" : error.violations().front().field;
  }
};

TEST_F(ParticipantBatchTest, ManyAreRegisteredWithAllTheyHold) {
  const auto unit = MakeUnit("HQ");
  auto batch = Batch({"1", "2", ""});
  Item(batch, 0).set_unit("organizations/asp/units/~HQ");
  Item(batch, 1).set_unit(unit.name());
  Item(batch, 1).set_joined_on("2015-09-01");
  Item(batch, 1).add_attributes()->set_key("language");
  Item(batch, 1).add_external_ids()->set_system("payroll");
  Item(batch, 1).mutable_external_ids(0)->set_value("7");
  Item(batch, 2).mutable_contact()->add_phones("+355");
  v1::BatchCreateParticipantsResponse reply;
  ASSERT_THAT(Register(batch, &reply), IsOk());
  ASSERT_EQ(reply.participants_size(), 3);
  EXPECT_EQ(reply.created_count(), 3);
  EXPECT_EQ(reply.participants(0).unit(), unit.name());
  v1::BatchGetParticipantsRequest get;
  get.set_parent(kParent);
  for (const auto& participant : reply.participants()) get.add_names(participant.name());
  v1::BatchGetParticipantsResponse read;
  ASSERT_THAT(Call(participants_, &Stub::BatchGetParticipants, get, &read), IsOk());
  for (int i = 0; i < 3; ++i) EXPECT_THAT(read.participants(i), EqualsProto(reply.participants(i)));
  const auto events = service_.outbox();
  ASSERT_EQ(events.size(), 5u);
  EXPECT_EQ(events[3].participant_changed().attributes_size(), 1);
  EXPECT_EQ(events[3].participant_changed().unit_effective_on(), "2015-09-01");
}

TEST_F(ParticipantBatchTest, OneBadItemFailsAllAndIsNamed) {
  auto batch = Batch({"1", "2", "3"});
  Item(batch, 1).set_birth_date("2030");
  Item(batch, 2).set_unit("organizations/asp/units/~none");
  v1::BatchCreateParticipantsResponse reply;
  const auto status = Register(batch, &reply);
  EXPECT_THAT(status, Fails(Code::kInvalidArgument, "FIELD_INVALID"));
  EXPECT_THAT(status, BlamesField("requests[1].participant.birth_date"));
  EXPECT_THAT(status, BlamesField("requests[2].participant.unit"));
  EXPECT_EQ(Stored(), 0);
}

TEST_F(ParticipantBatchTest, TheGoodOnesMayBeKept) {
  v1::Participant taken;
  ASSERT_THAT(Create(Person("Taken", "taken"), &taken), IsOk());
  auto batch = Batch({"1", "2", "3", "taken", "1", "4"});
  batch.set_return_partial_success(true);
  Item(batch, 1).set_sex(static_cast<waymark::vocabulary::v1::Sex>(7));
  Item(batch, 2).set_unit("organizations/asp/units/~none");
  batch.mutable_requests(5)->set_parent("organizations/other");
  v1::BatchCreateParticipantsResponse reply;
  ASSERT_THAT(Register(batch, &reply), IsOk());
  EXPECT_EQ(reply.created_count(), 1);
  EXPECT_EQ(reply.participants_size(), 1);
  EXPECT_THAT(Failed(reply), UnorderedElementsAre(1, 2, 3, 4, 5));
  EXPECT_EQ(Blamed(reply, 1), "participant.sex");
  EXPECT_EQ(Blamed(reply, 2), "participant.unit");
  EXPECT_EQ(Blamed(reply, 3), "participant.external_id");
  EXPECT_EQ(Blamed(reply, 4), "participant.external_id");
  EXPECT_EQ(Blamed(reply, 5), "parent");
  EXPECT_EQ(Stored(), 2);
  EXPECT_EQ(service_.outbox().size(), 3u);
}

TEST_F(ParticipantBatchTest, TheSameAgainIsExistingAndOtherContentIsNot) {
  auto batch = Batch({"1", "2"});
  v1::BatchCreateParticipantsResponse first, again;
  ASSERT_THAT(Register(batch, &first), IsOk());
  auto status = Register(batch, &again);
  EXPECT_THAT(status, Fails(Code::kAlreadyExists, "RESOURCE_EXISTS"));
  EXPECT_THAT(status, BlamesField("requests[0].participant.external_id"));
  batch.set_allow_existing(true);
  *batch.add_requests() = Person("Person 3", "3");
  *batch.add_requests() = batch.requests(0);
  ASSERT_THAT(Register(batch, &again), IsOk());
  EXPECT_EQ(again.created_count(), 1);
  EXPECT_EQ(again.existing_count(), 3);
  EXPECT_THAT(again.participants(0), EqualsProto(first.participants(0)));
  EXPECT_THAT(again.participants(3), EqualsProto(first.participants(0)));
  Item(batch, 1).set_given_name("Other");
  status = Register(batch, &again);
  EXPECT_THAT(status, Fails(Code::kAlreadyExists, "RESOURCE_EXISTS"));
  EXPECT_THAT(status, BlamesField("requests[1].participant.external_id"));
  EXPECT_EQ(Stored(), 3);
}

TEST_F(ParticipantBatchTest, AKeyOfAnotherSystemIsAKeyToo) {
  auto batch = Batch({""});
  Item(batch, 0).add_external_ids()->set_system("payroll");
  Item(batch, 0).mutable_external_ids(0)->set_value("7");
  v1::BatchCreateParticipantsResponse reply;
  ASSERT_THAT(Register(batch, &reply), IsOk());
  batch.set_allow_existing(true);
  ASSERT_THAT(Register(batch, &reply), IsOk());
  EXPECT_EQ(reply.existing_count(), 1);
  Item(batch, 0).set_given_name("Other");
  EXPECT_THAT(Register(batch, &reply), BlamesField("requests[0].participant.external_ids"));
}

TEST_F(ParticipantBatchTest, ADryRunAnswersAsIfAndLeavesNothing) {
  auto batch = Batch({"1", "2"});
  batch.set_validate_only(true);
  batch.set_request_id("r1");
  v1::BatchCreateParticipantsResponse reply;
  ASSERT_THAT(Register(batch, &reply), IsOk());
  EXPECT_EQ(reply.created_count(), 2);
  EXPECT_EQ(Stored(), 0);
  EXPECT_EQ(service_.outbox().size(), 1u);
}

TEST_F(ParticipantBatchTest, AskingTwiceGivesTheFirstAnswer) {
  auto batch = Batch({"1", "2"});
  batch.set_request_id("r1");
  v1::BatchCreateParticipantsResponse first, again;
  ASSERT_THAT(Register(batch, &first), IsOk());
  ASSERT_THAT(Register(batch, &again), IsOk());
  EXPECT_THAT(again, EqualsProto(first));
  EXPECT_EQ(Stored(), 2);
}

TEST_F(ParticipantBatchTest, RecordsMayBeLeftOut) {
  auto batch = Batch({"1", "2"});
  batch.set_omit_records(true);
  v1::BatchCreateParticipantsResponse reply;
  ASSERT_THAT(Register(batch, &reply), IsOk());
  EXPECT_EQ(reply.participants_size(), 0);
  EXPECT_EQ(reply.created_count(), 2);
}

TEST_F(ParticipantBatchTest, NobodyIsRegisteredInAnUnknownOrganization) {
  auto batch = Batch({"1"});
  batch.set_parent("organizations/none");
  v1::BatchCreateParticipantsResponse reply;
  EXPECT_THAT(Register(batch, &reply), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
}

}  // namespace
}  // namespace waymark::participants
