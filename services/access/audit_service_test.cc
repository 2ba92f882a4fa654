#include "services/access/audit_fixture.h"

namespace waymark::access {
namespace {

using testing::BlamesField;
using ::testing::ElementsAre;
using testing::Fails;
using ::testing::IsEmpty;
using testing::IsOk;

class AuditServiceTest : public AuditFixture {
 protected:
  std::vector<int64_t> Numbers(const std::string& filter, int64_t from = 0, int64_t before = 0) {
    v1::ListAuditEntriesRequest request;
    request.set_filter(filter);
    request.set_page_size(2);
    if (from != 0) request.mutable_recorded_from_time()->set_seconds(1'700'000'000 + from);
    if (before != 0) request.mutable_recorded_before_time()->set_seconds(1'700'000'000 + before);
    std::vector<int64_t> numbers;
    for (const auto& entry : List(request)) numbers.push_back(entry.entry_no());
    return numbers;
  }
  grpc::Status ListWith(const std::string& filter, const std::string& order_by) {
    v1::ListAuditEntriesRequest request;
    request.set_parent("organizations/asp");
    request.set_filter(filter);
    request.set_order_by(order_by);
    v1::ListAuditEntriesResponse reply;
    return Call(audit_, &v1::AuditService::Stub::ListAuditEntries, request, &reply);
  }
  // Changes rows as who owns the database could, and puts them back.
  int64_t ViolationsAfter(const std::string& statement) {
    owner_.Execute("CREATE TABLE kept AS TABLE audit_entry");
    owner_.Execute(statement);
    const int64_t violations = Violations();
    const int64_t broken = BrokenAt(Chain());
    EXPECT_EQ(violations > 0, broken > 0 || statement.find("tail") != std::string::npos) << statement;
    owner_.Execute("TRUNCATE audit_entry; INSERT INTO audit_entry TABLE kept; DROP TABLE kept");
    EXPECT_EQ(Violations(), 0);
    return violations;
  }
};

TEST_F(AuditServiceTest, AnEntrySaysAllThatItsBytesSay) {
  const auto record = RecordOf("courses", 1, "courses/1");
  Append({record});
  v1::GetAuditEntryRequest request;
  request.set_name("organizations/asp/auditEntries/1");
  v1::AuditEntry entry;
  ASSERT_THAT(Call(audit_, &v1::AuditService::Stub::GetAuditEntry, request, &entry), IsOk());
  EXPECT_EQ(entry.name(), request.name());
  EXPECT_THAT(entry.content(), testing::EqualsProto(record.audit_record()));
  EXPECT_EQ(entry.record(), record.audit_record().SerializeAsString());
  EXPECT_EQ(entry.hash(), audit::LinkHash(audit::ChainStart("asp"), entry.record()));
  for (const char* none : {"2", "0", "999999999999999999", "~1"}) {
    request.set_name(std::string("organizations/asp/auditEntries/") + none);
    EXPECT_THAT(Call(audit_, &v1::AuditService::Stub::GetAuditEntry, request, &entry),
                Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  }
}

TEST_F(AuditServiceTest, APageHasAsManyAsAreNotTooLong) {
  constexpr size_t kMost = 512 << 10;
  std::vector<Event> events;
  for (int i = 1; i <= 20; ++i) {
    events.push_back(RecordOf("courses", i, "courses/" + std::to_string(i), "participants/a"));
    events.back().mutable_audit_record()->set_actor("accounts/1");
    // The fifth is longer than any page.
    events.back().mutable_audit_record()->mutable_diff()->add_changes()->set_after(
        std::string(i == 5 ? 3 * kMost : 100'000, 'x'));
  }
  Append(events);
  for (const auto& [filter, order_by] : std::vector<std::pair<std::string, std::string>>{
           {"", "entry_no"}, {"", ""}, {"actor = accounts/1", ""}, {"record = participants/a", ""}}) {
    v1::ListAuditEntriesRequest request;
    request.set_parent("organizations/asp");
    request.set_filter(filter);
    request.set_order_by(order_by);
    request.set_page_size(1'000);
    std::vector<int64_t> numbers, of_pages;
    do {
      v1::ListAuditEntriesResponse page;
      ASSERT_THAT(Call(audit_, &v1::AuditService::Stub::ListAuditEntries, request, &page), IsOk());
      size_t bytes = 0;
      for (const auto& entry : page.audit_entries()) {
        bytes += entry.record().size();
        numbers.push_back(entry.entry_no());
      }
      EXPECT_TRUE(bytes <= kMost || page.audit_entries_size() == 1) << page.audit_entries_size();
      of_pages.push_back(page.audit_entries_size());
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    if (order_by.empty()) std::reverse(numbers.begin(), numbers.end());
    EXPECT_THAT(numbers, ElementsAre(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20));
    if (order_by.empty()) {
      EXPECT_THAT(of_pages, ElementsAre(5, 5, 5, 1, 4));
    } else {
      EXPECT_THAT(of_pages, ElementsAre(4, 1, 5, 5, 5));
    }
  }
  EXPECT_EQ(BrokenAt(Chain()), 0);
}

TEST_F(AuditServiceTest, ListsTheLastFirstAndByWhoWhatOnWhomAndWhen) {
  Append({RecordOf("participants", 1, "participants/a"),
          RecordOf("courses", 2, "enrolments/1", "participants/a"), RecordOf("courses", 3, "courses/1"),
          RecordOf("courses", 4, "enrolments/1", "participants/a"),
          RecordOf("participants", 5, "participants/b")});
  EXPECT_THAT(Numbers(""), ElementsAre(5, 4, 3, 2, 1));
  EXPECT_THAT(Numbers("record = participants/a"), ElementsAre(4, 2, 1));
  EXPECT_THAT(Numbers("record = enrolments/1"), ElementsAre(4, 2));
  EXPECT_THAT(Numbers("actor = accounts/1"), ElementsAre(5, 3, 1));
  EXPECT_THAT(Numbers("actor = accounts/1 AND record = participants/a"), ElementsAre(1));
  EXPECT_THAT(Numbers("actor = accounts/0 AND record = enrolments/1"), ElementsAre(4, 2));
  EXPECT_THAT(Numbers("service = participants"), ElementsAre(5, 1));
  EXPECT_THAT(Numbers("type = tests.changed AND method = tests.Write"), ElementsAre(5, 4, 3, 2, 1));
  EXPECT_THAT(Numbers("type = record.read"), IsEmpty());
  EXPECT_THAT(Numbers("", 2, 4), ElementsAre(3, 2));
  EXPECT_THAT(Numbers("record = participants/a", 2), ElementsAre(4, 2));
  EXPECT_THAT(ListWith("actor = accounts/1", "entry_no"), BlamesField("order_by"));
  EXPECT_THAT(ListWith("", "time"), BlamesField("order_by"));
  EXPECT_THAT(ListWith("name = x", ""), BlamesField("filter"));
}

TEST_F(AuditServiceTest, GoesByTheTimeOfRecordingWhereTheChainDoesNot) {
  auto late = RecordOf("courses", 9, "courses/9"), early = RecordOf("participants", 1, "participants/a"),
       same = RecordOf("courses", 8, "courses/8");
  *same.mutable_audit_record()->mutable_recorded_time() = late.audit_record().recorded_time();
  Append({late, early, same, RecordOf("courses", 4, "courses/4")});
  EXPECT_THAT(Numbers(""), ElementsAre(3, 1, 4, 2));
  EXPECT_THAT(Numbers("", 4, 9), ElementsAre(4));
  EXPECT_THAT(Numbers("actor = accounts/1", 2, 10), ElementsAre(1));
}

// Else a look at some old day reads all that came since.
TEST_F(AuditServiceTest, ATimeIsFoundByAnIndex) {
  for (const char* condition : {"", " AND actor = 'a'", " AND subject = 's'"}) {
    const auto plan = owner_.Execute(
        std::string("SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_sort = off;"
                    "EXPLAIN SELECT record FROM audit_entry WHERE organization_id = 'asp' AND recorded_at >= "
                    "'2026-01-01' AND (recorded_at, entry_no) < ('2026-01-02', 5)") +
        condition + " ORDER BY recorded_at DESC, entry_no DESC LIMIT 5");
    std::string text;
    for (const db::Row row : plan) text += row.Text("QUERY PLAN") + "\n";
    EXPECT_THAT(text, ::testing::HasSubstr("Index Scan Backward using audit_entry_")) << text;
    EXPECT_THAT(text, ::testing::Not(::testing::HasSubstr("Sort"))) << text;
  }
}

TEST_F(AuditServiceTest, OneOrganizationSeesNothingOfAnother) {
  AppendSome(3);
  Append({RecordOf("courses", 4, "courses/4", "", "csp"), RecordOf("courses", 5, "courses/5", "", "csp")});
  Append({RecordOf("access", 1, "accounts/1", "", "*")});
  EXPECT_EQ(Chain().size(), 3u);
  EXPECT_EQ(Chain("organizations/csp").size(), 2u);
  EXPECT_EQ(Chain("organizations/-").size(), 1u);
}

TEST_F(AuditServiceTest, WhateverIsDoneToTheRowsIsFound) {
  AppendSome(8);
  ASSERT_EQ(Violations(), 0);
  EXPECT_GT(
      ViolationsAfter(
          "UPDATE audit_entry SET record = set_byte(record, 5, get_byte(record, 5) # 1) WHERE entry_no = 3"),
      0);
  EXPECT_GT(ViolationsAfter(
                "UPDATE audit_entry SET hash = set_byte(hash, 5, get_byte(hash, 5) # 1) WHERE entry_no = 8"),
            0);
  EXPECT_GT(ViolationsAfter("DELETE FROM audit_entry WHERE entry_no = 4"), 0);
  EXPECT_GT(ViolationsAfter("DELETE FROM audit_entry WHERE entry_no = 4;"
                            "UPDATE audit_entry SET entry_no = entry_no - 1 WHERE entry_no > 4"),
            0);
  EXPECT_GT(ViolationsAfter("UPDATE audit_entry SET entry_no = -3 WHERE entry_no = 3;"
                            "UPDATE audit_entry SET entry_no = 3 WHERE entry_no = 4;"
                            "UPDATE audit_entry SET entry_no = 4 WHERE entry_no = -3"),
            0);
  EXPECT_GT(ViolationsAfter("UPDATE audit_entry SET entry_no = -entry_no WHERE entry_no >= 4;"
                            "UPDATE audit_entry SET entry_no = 1 - entry_no WHERE entry_no < 0;"
                            "INSERT INTO audit_entry SELECT organization_id, 4, service, type, aggregate, "
                            "subject, actor, method,"
                            " recorded_at, record, previous_hash, hash FROM audit_entry WHERE entry_no = 2"),
            0);
  EXPECT_GT(ViolationsAfter("DELETE FROM audit_entry WHERE entry_no > 5 /* the tail */"), 0);
}

// With the head rewritten too, a checkpoint alone tells.
TEST_F(AuditServiceTest, ACutTailAndARewrittenChainAreFoundByCheckpoints) {
  AppendSome(8);
  const auto before = Chain();
  const audit::Checkpoint checkpoint{.organization_id = "asp",
                                     .entries = 8,
                                     .hash = before[7].hash(),
                                     .time = "2026-01-31T00:00:00Z",
                                     .key_id = "",
                                     .signature = ""};
  EXPECT_EQ(BrokenAt(before, "asp", {checkpoint}), 0);
  owner_.Execute("DELETE FROM audit_entry WHERE entry_no > 5");
  owner_.Execute(
      "UPDATE audit_head SET entries = 5, hash = (SELECT hash FROM audit_entry WHERE entry_no = 5)");
  EXPECT_EQ(Violations(), 0);
  EXPECT_EQ(BrokenAt(Chain()), 0);
  EXPECT_EQ(BrokenAt(Chain(), "asp", {checkpoint}), 6);
  owner_.Execute("TRUNCATE audit_entry, audit_head");
  AppendSome(8);  // with other ids
  EXPECT_EQ(Violations(), 0);
  EXPECT_EQ(BrokenAt(Chain()), 0);
  EXPECT_EQ(BrokenAt(Chain(), "asp", {checkpoint}), 8);
}

TEST_F(AuditServiceTest, AnAccountsValuesAreSealedAndOpenUntilItsKeyIsDestroyed) {
  const auto account = MakeAccount("ana@asp.example");
  const auto row = owner_.Execute(
      "SELECT event_id::text AS id, sealed_diff FROM change WHERE type = 'account.changed' ORDER BY "
      "change_no DESC LIMIT 1");
  const std::string sealed = row[0].Bytes("sealed_diff");
  EXPECT_EQ(sealed.find("ana@"), std::string::npos);
  v1::OpenAuditDiffRequest request;
  request.set_name(account.name());
  request.set_event_id(row[0].Text("id"));
  request.set_sealed_diff(sealed);
  waymark::events::v1::AuditDiff diff;
  ASSERT_THAT(Call(accounts_, &v1::AccountsService::Stub::OpenAuditDiff, request, &diff), IsOk());
  EXPECT_EQ(diff.changes(0).field(), "user_name");
  EXPECT_EQ(diff.changes(0).after(), "ana@asp.example");
  request.set_event_id(NewUuid());
  EXPECT_THAT(Call(accounts_, &v1::AccountsService::Stub::OpenAuditDiff, request, &diff),
              BlamesField("sealed_diff"));
  owner_.Execute("UPDATE account SET seal_key = NULL");
  EXPECT_THAT(Call(accounts_, &v1::AccountsService::Stub::OpenAuditDiff, request, &diff),
              Fails(Code::kFailedPrecondition, "AUDIT_DIFF_ERASED"));
}

}  // namespace
}  // namespace waymark::access
