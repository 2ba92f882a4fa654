// What the migration to blocks makes of an audit log that had a row for each entry.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "services/access/migrations.h"
#include "services/access/sql.h"
#include "services/common/testing/postgres.h"
#include "services/common/testing/schema.h"

namespace waymark::access {
namespace {

using ::testing::ElementsAre;

class AuditBlocksSqlTest : public ::testing::Test {
 protected:
  AuditBlocksSqlTest() {
    // 300 entries that one call recorded, one of another account, and two of its own organization.
    Append("asp", "generate_series(1, 301) AS no",
           "CASE WHEN no = 301 THEN 'accounts/b' ELSE 'accounts/a' END");
    Append("csp", "generate_series(1, 2) AS no", "'accounts/' || no");
  }

  // Entries as the program before this migration wrote them.
  void Append(const std::string& organization, const std::string& numbers, const std::string& actor) {
    admin_.Execute(
        "DO $$ DECLARE entry record; before bytea := sha256('waymark.audit.v1" + organization +
        "'); linked bytea; BEGIN FOR entry IN SELECT no, " + actor +
        " AS actor, convert_to('record ' || no, 'UTF8') AS record FROM " + numbers +
        " LOOP linked := sha256('waymark.audit.v1'::bytea || before || int8send(octet_length(entry.record)) "
        "||"
        " entry.record);"
        " INSERT INTO audit_entry (organization_id, entry_no, service, type, aggregate, subject, actor, "
        "method,"
        " recorded_at, record, previous_hash, hash) VALUES ('" +
        organization +
        "', entry.no, 'courses', 'tests.changed', 'enrolments/' || entry.no, 'participants/a', entry.actor,"
        " 'tests.Write', '2026-01-01T00:00:00Z', entry.record, before, linked);"
        " before := linked; END LOOP;"
        " INSERT INTO audit_head (organization_id, entries, hash)"
        " SELECT organization_id, entry_no, hash FROM audit_entry WHERE organization_id = '" +
        organization +
        "' ORDER BY entry_no DESC LIMIT 1 ON CONFLICT (organization_id) DO UPDATE"
        " SET entries = excluded.entries, hash = excluded.hash; END $$");
  }
  void Migrate() {
    db::Connection owner(database_.owner());
    db::Migrate(owner, "access", kMigrations);
  }
  // Each entry with all that it has.
  std::vector<std::string> Entries() {
    std::vector<std::string> entries;
    for (const db::Row row :
         admin_.Execute("SELECT concat_ws(' ', organization_id, entry_no, service, type, actor, method, "
                        "recorded_at, record,"
                        " previous_hash, hash) AS entry FROM audit_entry ORDER BY organization_id, entry_no"))
      entries.push_back(row.Text("entry"));
    return entries;
  }
  int64_t Violations(const std::string& organization) {
    db::Connection app(database_.app());
    int64_t violations = 0;
    for (const db::Row row : app.Read(db::Scope{organization}, sql::kVerifyAudit,
                                      db::Params().Set("organization_id", organization)))
      violations += row.Int("violations");
    return violations;
  }
  int64_t Count(const std::string& of) {
    return admin_.Execute("SELECT count(*) AS n FROM " + of)[0].Int("n");
  }

  testing::TestDatabase database_{"access", testing::MigrationsBefore(kMigrations, "0011_audit_in_blocks")};
  db::Connection admin_{database_.admin()};
};

TEST_F(AuditBlocksSqlTest, EntriesOfBeforeAreKeptInBlocksAsTheyWere) {
  const auto before = Entries();
  Migrate();
  EXPECT_EQ(Entries(), before);
  EXPECT_EQ(before.size(), 303u);
  EXPECT_EQ(Violations("asp") + Violations("csp"), 0);
  std::vector<std::string> blocks;
  for (const db::Row row :
       admin_.Execute("SELECT first_no || '-' || last_no || ' ' || actor AS block FROM audit_block"
                      " WHERE organization_id = 'asp' ORDER BY last_no"))
    blocks.push_back(row.Text("block"));
  EXPECT_THAT(blocks, ElementsAre("1-128 accounts/a", "129-256 accounts/a", "257-300 accounts/a",
                                  "301-301 accounts/b"));
  EXPECT_EQ(Count("audit_mention WHERE record = 'participants/a'"), 303);
  EXPECT_EQ(Count("audit_mention WHERE record = 'enrolments/2'"), 2);
}

// In an upgrade it may run for a while beside those of now.
TEST_F(AuditBlocksSqlTest, AProgramOfBeforeStillAppends) {
  Migrate();
  admin_.Execute("TRUNCATE audit_block, audit_mention, audit_head");
  Append("asp", "generate_series(1, 3) AS no", "'accounts/a'");
  EXPECT_EQ(Entries().size(), 3u);
  EXPECT_EQ(Violations("asp"), 0);
  EXPECT_EQ(Count("audit_block"), 3);
  EXPECT_EQ(Count("audit_mention"), 6);
}

}  // namespace
}  // namespace waymark::access
