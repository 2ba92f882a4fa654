#include "tests/load/evidence.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "services/common/base/ids.h"
#include "services/common/db/connection.h"
#include "services/common/events/redis.h"
#include "waymark/events/v1/events.pb.h"

namespace waymark::load {
namespace {

constexpr int64_t kEntries = 10'000;  // of a stream, at a time

struct Producer {
  const char* service;
  // Its records of the kinds that the load makes.
  const char* records;
};

constexpr Producer kProducers[] = {
    {"participants", R"sql(
SELECT display_name AS request_id, 'participants/' || participant_id AS entity, sex::text AS content,
       sex || ' ' || state AS shared, organization_id
FROM participant)sql"},
    {"courses", R"sql(
SELECT external_id AS request_id, 'cohorts/' || cohort_id AS entity, starts_on::text AS content,
       starts_on || ' ' || state AS shared, organization_id
FROM cohort
UNION ALL
SELECT external_id, 'enrolments/' || enrolment_id, 'participants/' || participant_id || ' cohorts/' || cohort_id,
       participant_id || ' ' || state || ' ' || state_on, organization_id
FROM enrolment)sql"},
    {"progression", R"sql(
SELECT external_id AS request_id, 'careerEvents/' || career_event_id AS entity,
       'participants/' || participant_id || ' ' || effective_on AS content,
       participant_id || ' ' || type || ' ' || effective_on AS shared, organization_id
FROM career_event)sql"},
};

constexpr char kFacts[] = R"sql(
SELECT 'participants/' || person_id AS entity, sex || ' ' || state AS shared, organization_id FROM person
UNION ALL
SELECT 'cohorts/' || cohort_id, starts_on || ' ' || state, organization_id FROM cohort
UNION ALL
SELECT 'enrolments/' || enrolment_id, person_id || ' ' || state || ' ' || state_on, organization_id FROM enrolment_fact
UNION ALL
SELECT 'careerEvents/' || career_event_id, person_id || ' ' || type || ' ' || effective_on, organization_id
FROM career_fact)sql";

constexpr char kAnswers[] = "SELECT request_id, response, organization_id FROM request";

constexpr char kChanges[] = R"sql(
SELECT c.request_id, c.event_id, c.type, c.organization_id, c.partition, coalesce(n.sequence, 0) AS sequence
FROM change c
LEFT JOIN (
  SELECT partition, change_no, first_seq - 1 + row_number() OVER (PARTITION BY partition, first_seq ORDER BY change_no) AS sequence
  FROM numbering, unnest(change_nos) AS run, generate_series(lower(run), upper(run) - 1) AS change_no
) AS n ON n.partition = c.partition AND n.change_no = c.change_no)sql";

constexpr char kInbox[] = "SELECT unnest(event_ids) AS event_id FROM inbox WHERE consumer = 'evaluation'";

class Suite {
 public:
  Suite(std::string run, std::string organization)
      : run_(std::move(run)),
        organization_(std::move(organization)),
        redis_("unix:" + run_ + "/redis.sock") {}

  // Of this organization, by the administrator, whom row-level security does not bind.
  db::Rows Of(const std::string& service, const std::string& query) const {
    return All(service, "SELECT * FROM (" + query + ") AS q WHERE organization_id = '" + organization_ + "'");
  }

  db::Rows All(const std::string& service, const std::string& query) const {
    db::Connection connection("host=" + run_ + "/postgres user=waymark_admin dbname=waymark_" + service +
                              " options='-c default_transaction_read_only=on'");
    return connection.Execute(query);
  }

  // Of each partition the last event that Redis does not keep.
  std::map<int64_t, int64_t> Trimmed(const std::string& service) {
    std::map<int64_t, int64_t> trimmed;
    for (const db::Row row : All(service, "SELECT partition FROM publication")) {
      const int64_t partition = row.Int("partition");
      const auto info = redis_.Info(events::StreamName(service, static_cast<int>(partition)));
      trimmed[partition] = std::min(info.taken.value_or(0), info.first - 1);
    }
    return trimmed;
  }

  // Number and id of each event of this organization in a stream.
  template <typename Take>
  void ForEachEvent(const std::string& service, Take take) {
    const auto partitions = All(service, "SELECT partition FROM publication");
    for (const db::Row row : partitions) {
      ForEachEventIn(events::StreamName(service, static_cast<int>(row.Int("partition"))), take);
    }
  }

 private:
  template <typename Take>
  void ForEachEventIn(const std::string& stream, Take take) {
    for (int64_t last = 0;;) {
      const auto read = redis_.Read({{stream, last}}, kEntries, {});
      if (read.empty()) return;
      for (const auto& entry : read.at(stream)) {
        last = entry.sequence;
        waymark::events::v1::Event event;
        const bool parsed = event.ParseFromString(entry.event);
        if (!parsed || event.organization_id() == organization_) take(entry.sequence, event.id());
      }
    }
  }

  const std::string run_, organization_;
  events::RedisStreams redis_;
};

void TakeRecords(const Suite& suite, const Producer& producer, Evidence& evidence) {
  for (const db::Row row : suite.Of(producer.service, producer.records)) {
    evidence.records.push_back(
        {row.Text("request_id"), row.Text("entity"), row.Text("content"), row.Text("shared")});
  }
}

void TakeChanges(Suite& suite, const std::string& service, const std::unordered_set<std::string>& inbox,
                 Evidence& evidence) {
  std::unordered_map<std::string, int64_t> stream;
  suite.ForEachEvent(service, [&](int64_t sequence, const std::string& id) {
    if (!stream.emplace(id, sequence).second) evidence.stream_events_twice.push_back(id);
  });
  // After the streams were read: what is trimmed meanwhile is in both.
  const auto trimmed = suite.Trimmed(service);
  for (const db::Row row : suite.Of(service, kChanges)) {
    Change change{row.Text("request_id"), row.Text("event_id"), row.Text("type"), row.Int("sequence")};
    const auto found = stream.find(change.event_id);
    change.in_stream = found == stream.end() ? change.sequence <= trimmed.at(row.Int("partition"))
                                             : found->second == change.sequence;
    change.in_inbox = inbox.contains(change.event_id);
    if (found != stream.end()) stream.erase(found);
    evidence.changes.push_back(std::move(change));
  }
  for (const auto& [id, sequence] : stream) evidence.stream_events_unknown.push_back(id);
}

}  // namespace

Evidence Gather(const std::string& run, const std::string& organization) {
  Suite suite(run, organization);
  Evidence evidence;
  std::unordered_set<std::string> inbox;
  for (const db::Row row : suite.All("evaluation", kInbox)) inbox.insert(row.Text("event_id"));
  for (const Producer& producer : kProducers) {
    for (const db::Row row : suite.Of(producer.service, kAnswers))
      evidence.answers[row.Text("request_id")] = DigestUuid(row.Bytes("response"));
    TakeRecords(suite, producer, evidence);
    TakeChanges(suite, producer.service, inbox, evidence);
  }
  for (const db::Row row : suite.Of("evaluation", kFacts))
    evidence.facts[row.Text("entity")] = row.Text("shared");
  return evidence;
}

}  // namespace waymark::load
