#include <algorithm>
#include <map>

#include "services/access/audit_fixture.h"
#include "services/access/sql.h"

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
  int64_t Rows(const std::string& table) {
    return owner_.Execute("SELECT count(*) AS n FROM " + table)[0].Int("n");
  }
  // `count` records of courses, each so long, with one person as their subject, that one
  // call recorded.
  void AppendOfOneCall(int count, size_t bytes = 0) {
    std::vector<Event> events;
    for (int i = 1; i <= count; ++i) {
      auto& record =
          *events.emplace_back(RecordOf("courses", i, "courses/" + std::to_string(i), "participants/a"))
               .mutable_audit_record();
      record.set_actor("accounts/importer");
      record.mutable_recorded_time()->set_seconds(1'700'001'000);
      if (i % 100 == 0) record.set_type("tests.hundredth");
      if (bytes > 0) record.mutable_diff()->add_changes()->set_after(std::string(bytes, 'x'));
    }
    Append(events);
  }
  // Changes rows as who owns the database could, and puts them back.
  int64_t ViolationsAfter(const std::string& statement) {
    owner_.Execute("CREATE TABLE kept AS TABLE audit_block");
    owner_.Execute(statement);
    const int64_t violations = Violations();
    const int64_t broken = BrokenAt(Chain());
    EXPECT_EQ(violations > 0, broken > 0 || statement.find("tail") != std::string::npos) << statement;
    owner_.Execute("TRUNCATE audit_block; INSERT INTO audit_block TABLE kept; DROP TABLE kept");
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

// However long the log is.
TEST_F(AuditServiceTest, APageReadsNoMoreBlocksThanItHasEntries) {
  owner_.Execute(
      "INSERT INTO audit_block SELECT 'asp', i * 2 - 1, i * 2, 'courses', 'a', 'm', "
      "'2026-01-01'::timestamptz + i * "
      "interval '1 s', '{t,t}', '{1,1}', '{x,x}', '', '{y,y}' FROM generate_series(1, 20000) AS i;"
      "INSERT INTO audit_mention SELECT 'asp', 'r', '2026-01-01'::timestamptz + i * interval '1 s', i * 2 "
      "FROM "
      "generate_series(1, 20000) AS i;"
      "ANALYZE audit_block; ANALYZE audit_mention; SET plan_cache_mode = force_generic_plan");
  const std::map<std::string_view, std::string> values = {{"organization_id", "'asp'"},
                                                          {"actor", "'a'"},
                                                          {"record", "'r'"},
                                                          {"limit", "10"},
                                                          {"after", "9000"},
                                                          {"entry_nos", "'{2, 9001, 9002, 30000}'"}};
  for (const db::Query* query :
       {&sql::kListAuditEntries, &sql::kListLastAuditEntries, &sql::kListAuditEntriesOfActor,
        &sql::kListAuditEntriesOfRecord, &sql::kGetAuditEntries}) {
    std::string given;
    for (const auto name : query->params) {
      const auto value = values.find(name);
      given += (given.empty() ? "" : ", ") + (value == values.end() ? "NULL" : value->second);
    }
    owner_.Execute("PREPARE asked AS " + std::string(query->text));
    for (const db::Row row : owner_.Execute(
             "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) EXECUTE asked (" + given + ")")) {
      const std::string line = row.Text("QUERY PLAN");
      if (line.find(" on audit_") == std::string::npos) continue;
      EXPECT_LE(std::stoi(line.substr(line.find("rows=") + 5)), 11) << query->name << ": " << line;
    }
    owner_.Execute("DEALLOCATE asked");
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
  AppendSome(8);  // each in a block of its own
  ASSERT_EQ(Violations(), 0);
  EXPECT_GT(ViolationsAfter(
                "UPDATE audit_block SET records[1] = set_byte(records[1], 5, get_byte(records[1], 5) # 1)"
                " WHERE last_no = 3"),
            0);
  EXPECT_GT(
      ViolationsAfter("UPDATE audit_block SET hashes[1] = set_byte(hashes[1], 5, get_byte(hashes[1], 5) # 1)"
                      " WHERE last_no = 8"),
      0);
  EXPECT_GT(ViolationsAfter("DELETE FROM audit_block WHERE last_no = 4"), 0);
  EXPECT_GT(ViolationsAfter(
                "DELETE FROM audit_block WHERE last_no = 4;"
                "UPDATE audit_block SET first_no = first_no - 1, last_no = last_no - 1 WHERE last_no > 4"),
            0);
  EXPECT_GT(ViolationsAfter("UPDATE audit_block SET first_no = -3, last_no = -3 WHERE last_no = 3;"
                            "UPDATE audit_block SET first_no = 3, last_no = 3 WHERE last_no = 4;"
                            "UPDATE audit_block SET first_no = 4, last_no = 4 WHERE last_no = -3"),
            0);
  EXPECT_GT(ViolationsAfter(
                "UPDATE audit_block SET first_no = -first_no, last_no = -last_no WHERE last_no >= 4;"
                "UPDATE audit_block SET first_no = 1 - first_no, last_no = 1 - last_no WHERE last_no < 0;"
                "INSERT INTO audit_block SELECT organization_id, 4, 4, service, actor, method, recorded_at,"
                " types, lengths, records, previous_hash, hashes FROM audit_block WHERE last_no = 2"),
            0);
  EXPECT_GT(ViolationsAfter("DELETE FROM audit_block WHERE last_no > 5 /* the tail */"), 0);
}

TEST_F(AuditServiceTest, WhateverIsDoneWithinABlockIsFound) {
  AppendOfOneCall(40);
  ASSERT_EQ(Rows("audit_block"), 1);
  ASSERT_EQ(Violations(), 0);
  EXPECT_GT(
      ViolationsAfter(
          "UPDATE audit_block SET records[17] = set_byte(records[17], 5, get_byte(records[17], 5) # 1)"),
      0);
  EXPECT_GT(ViolationsAfter("UPDATE audit_block SET hashes[17] = hashes[18]"), 0);
  EXPECT_GT(ViolationsAfter("UPDATE audit_block SET previous_hash = hashes[1]"), 0);
  EXPECT_GT(ViolationsAfter("UPDATE audit_block SET records[17] = records[18], records[18] = records[17],"
                            " hashes[17] = hashes[18], hashes[18] = hashes[17]"),
            0);
  EXPECT_GT(ViolationsAfter("UPDATE audit_block SET last_no = 39, types = types[:39], lengths = lengths[:39],"
                            " records = records[:39], hashes = hashes[:39] /* the tail */"),
            0);
}

// To read one entry its whole block is unpacked.
TEST_F(AuditServiceTest, LongRecordsOfOneCallAreInMoreBlocks) {
  AppendOfOneCall(5, /*bytes=*/100 << 10);
  EXPECT_EQ(Rows("audit_block"), 3);
  EXPECT_EQ(Rows("audit_block WHERE last_no - first_no = 1"), 2);
  AppendOfOneCall(2, /*bytes=*/300 << 10);
  EXPECT_EQ(Rows("audit_block"), 5);
  EXPECT_EQ(Violations(), 0);
  EXPECT_EQ(BrokenAt(Chain()), 0);
}

TEST_F(AuditServiceTest, EntriesOfOneCallAreInFewBlocksAndFoundOneByOne) {
  AppendSome(1);
  AppendOfOneCall(300);
  EXPECT_EQ(Rows("audit_block"), 4);
  EXPECT_EQ(Violations(), 0);
  const auto chain = Chain();
  ASSERT_EQ(chain.size(), 301u);
  EXPECT_EQ(BrokenAt(chain), 0);
  for (const int64_t entry_no : {1, 2, 129, 130, 257, 301}) {
    v1::GetAuditEntryRequest request;
    request.set_name("organizations/asp/auditEntries/" + std::to_string(entry_no));
    v1::AuditEntry entry;
    ASSERT_THAT(Call(audit_, &v1::AuditService::Stub::GetAuditEntry, request, &entry), IsOk());
    EXPECT_THAT(entry, testing::EqualsProto(chain[static_cast<size_t>(entry_no - 1)]));
  }
  const auto last_first = Numbers("actor = accounts/importer");
  ASSERT_EQ(last_first.size(), 300u);
  EXPECT_EQ(last_first.front(), 301);
  EXPECT_TRUE(std::is_sorted(last_first.rbegin(), last_first.rend()));
  // Every hundredth is of another type, all are of one person.
  EXPECT_THAT(Numbers("type = tests.hundredth"), ElementsAre(301, 201, 101));
  EXPECT_THAT(Numbers("record = courses/130"), ElementsAre(131));
  EXPECT_THAT(Numbers("record = participants/a AND type = tests.hundredth"), ElementsAre(301, 201, 101));
  EXPECT_EQ(Numbers("record = participants/a").size(), 300u);
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
  owner_.Execute("DELETE FROM audit_block WHERE last_no > 5");
  owner_.Execute(
      "UPDATE audit_head SET entries = 5, hash = (SELECT hash FROM audit_entry WHERE entry_no = 5)");
  EXPECT_EQ(Violations(), 0);
  EXPECT_EQ(BrokenAt(Chain()), 0);
  EXPECT_EQ(BrokenAt(Chain(), "asp", {checkpoint}), 6);
  owner_.Execute("TRUNCATE audit_block, audit_mention, audit_head");
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
