// What the change rows of persons tell the audit log.
#include "services/common/events/change.h"
#include "services/common/rpc/names.h"
#include "services/participants/fixture.h"

namespace waymark::participants {
namespace {

using testing::BlamesField;
using ::testing::ElementsAre;
using testing::Fails;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::IsOk;
using ::testing::Not;
using ::testing::UnorderedElementsAre;
using Stub = v1::ParticipantsService::Stub;

class ParticipantsAuditServiceTest : public ParticipantsFixture {
 protected:
  v1::Participant Born(const std::string& name, const std::string& birth_date) {
    auto request = Person(name);
    request.mutable_participant()->set_birth_date(birth_date);
    return Register(request);
  }
  static std::string Aggregate(const v1::Participant& person) {
    return "participants/" + std::string(rpc::LastPart(person.name()));
  }
  // Whose readings were recorded so far; forgets them.
  std::vector<std::string> Readings() {
    std::vector<std::string> aggregates;
    for (const db::Row row :
         owner_.Execute("DELETE FROM change WHERE type = 'record.read' RETURNING aggregate"))
      aggregates.push_back(row.Text("aggregate"));
    return aggregates;
  }
  // The request that opens the last change.
  v1::OpenAuditDiffRequest LastDiff(const v1::Participant& person) {
    const auto row = owner_.Execute(
        "SELECT event_id::text AS id, sealed_diff FROM change WHERE sealed_diff IS NOT NULL ORDER BY "
        "change_no DESC LIMIT 1");
    v1::OpenAuditDiffRequest request;
    request.set_name(person.name());
    request.set_event_id(row[0].Text("id"));
    request.set_sealed_diff(row[0].Bytes("sealed_diff"));
    return request;
  }
  grpc::Status Open(const v1::OpenAuditDiffRequest& request) {
    return Call(participants_, &Stub::OpenAuditDiff, request, &diff_);
  }
  std::vector<std::string> Diff() {
    std::vector<std::string> lines;
    for (const auto& change : diff_.changes())
      lines.push_back(change.field() + ": " + change.before() + " > " + change.after());
    return lines;
  }

  db::Connection owner_{service_.database().admin()};
  waymark::events::v1::AuditDiff diff_;
};

TEST_F(ParticipantsAuditServiceTest, ReadingAMinorIsRecordedReadingOthersIsNot) {
  const auto year = FormatDay(service_.clock().Now()).substr(0, 4);
  const auto child = Born("Child", year), adult = Born("Adult", "1980-01-01"), unknown = Born("Unknown", "");
  v1::Participant reply;
  for (const auto& person : {child, adult, unknown}) {
    v1::GetParticipantRequest request;
    request.set_name(person.name());
    ASSERT_THAT(Call(participants_, &Stub::GetParticipant, request, &reply), IsOk());
    EXPECT_THAT(reply, testing::EqualsProto(person));
  }
  EXPECT_THAT(Readings(), ElementsAre(Aggregate(child)));

  v1::BatchGetParticipantsRequest batch;
  batch.set_parent(kParent);
  for (const auto& person : {adult, child}) batch.add_names(person.name());
  v1::BatchGetParticipantsResponse several;
  ASSERT_THAT(Call(participants_, &Stub::BatchGetParticipants, batch, &several), IsOk());
  EXPECT_THAT(Readings(), ElementsAre(Aggregate(child)));

  const auto other = Born("Other child", year);
  v1::ListParticipantsRequest list;
  list.set_parent(kParent);
  v1::ListParticipantsResponse page;
  ASSERT_THAT(Call(participants_, &Stub::ListParticipants, list, &page), IsOk());
  EXPECT_THAT(Readings(), UnorderedElementsAre(Aggregate(child), Aggregate(other)));
}

TEST_F(ParticipantsAuditServiceTest, WhatAChangeDidIsSealedAndOpensForItsEventAlone) {
  const auto ana = Register(Person("Ana", "P-1"));
  auto request = LastDiff(ana);
  EXPECT_EQ(request.sealed_diff().find("Ana"), std::string::npos);
  ASSERT_THAT(Open(request), IsOk());
  EXPECT_THAT(Diff(), ElementsAre("external_id:  > P-1", "display_name:  > Ana",
                                  "state:  > PARTICIPANT_STATE_ACTIVE"));
  EXPECT_THAT(Readings(), ElementsAre(Aggregate(ana))) << "that it was opened is recorded";

  v1::UpdateParticipantRequest update;
  update.mutable_participant()->set_name(ana.name());
  update.mutable_participant()->set_display_name("Ana Hoxha");
  v1::Participant reply;
  ASSERT_THAT(Call(participants_, &Stub::UpdateParticipant, update, &reply), IsOk());
  request = LastDiff(ana);
  ASSERT_THAT(Open(request), IsOk());
  EXPECT_THAT(Diff(), ElementsAre("display_name: Ana > Ana Hoxha"));

  auto elsewhere = request;
  elsewhere.set_event_id(NewUuid());
  EXPECT_THAT(Open(elsewhere), BlamesField("sealed_diff"));
  elsewhere = request;
  elsewhere.set_name(Register(Person("Besa")).name());
  EXPECT_THAT(Open(elsewhere), BlamesField("sealed_diff"));
}

TEST_F(ParticipantsAuditServiceTest, WhySomebodyLeftIsSealedToo) {
  const auto ana = Register(Person("Ana"));
  v1::UpdateParticipantRequest update;
  update.mutable_participant()->set_name(ana.name());
  update.mutable_participant()->set_state(waymark::vocabulary::v1::PARTICIPANT_STATE_LEFT);
  update.mutable_participant()->set_state_reason("moved abroad");
  v1::Participant reply;
  ASSERT_THAT(Call(participants_, &Stub::UpdateParticipant, update, &reply), IsOk());
  const auto rows = owner_.Execute(
      "SELECT encode(payload, 'escape') AS payload FROM change ORDER BY change_no DESC LIMIT 1");
  EXPECT_THAT(rows[0].Text("payload"), Not(HasSubstr("abroad")));
  const auto request = LastDiff(ana);
  EXPECT_THAT(request.sealed_diff(), Not(HasSubstr("abroad")));
  ASSERT_THAT(Open(request), IsOk());
  EXPECT_THAT(Diff(), ElementsAre("state: PARTICIPANT_STATE_ACTIVE > PARTICIPANT_STATE_LEFT",
                                  "state_reason:  > moved abroad"));
}

TEST_F(ParticipantsAuditServiceTest, OfABatchEachHasAKeyOfItsOwn) {
  v1::BatchCreateParticipantsRequest batch;
  batch.set_parent(kParent);
  for (const char* name : {"Ana", "Besa"}) *batch.add_requests() = Person(name);
  v1::BatchCreateParticipantsResponse made;
  ASSERT_THAT(Call(participants_, &Stub::BatchCreateParticipants, batch, &made), IsOk());
  EXPECT_EQ(owner_.Execute("SELECT count(DISTINCT seal_key) AS n FROM participant")[0].Int("n"), 2);
  ASSERT_THAT(Open(LastDiff(made.participants(1))), IsOk());
  EXPECT_THAT(Diff()[0], "display_name:  > Besa");
}

TEST_F(ParticipantsAuditServiceTest, WithTheKeyDestroyedNobodyReadsTheValues) {
  const auto ana = Register(Person("Ana"));
  const auto request = LastDiff(ana);
  owner_.Execute("UPDATE participant SET seal_key = NULL");
  EXPECT_THAT(Open(request), Fails(Code::kFailedPrecondition, "AUDIT_DIFF_ERASED"));
  EXPECT_THAT(Readings(), IsEmpty());
}

}  // namespace
}  // namespace waymark::participants
