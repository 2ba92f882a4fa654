#include "services/common/rpc/parked_events.h"

#include <gmock/gmock.h>

#include <future>
#include <latch>
#include <set>
#include <stdexcept>

#include "services/common/events/event_test_support.h"
#include "services/common/testing/matchers.h"
#include "services/common/testing/service.h"
#include "waymark/courses/v1/parked_events.grpc.pb.h"

namespace waymark::rpc {
namespace {

using ::testing::ElementsAre;
using testing::Fails;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::IsOk;
using namespace waymark::events::v1;  // NOLINT: the messages
using Stub = waymark::courses::v1::ParkedEventsService::Stub;

constexpr char kParent[] = "organizations/asp/consumers/courses";

constexpr std::string_view kEffectParams[] = {"organization_id", "sequence"};
constexpr db::Query kEffect{"effect", "INSERT INTO effect VALUES ($1, $2)", kEffectParams};

// Writes a row for each event, but for those that a test breaks. The table refuses rows of
// other organizations, and negative numbers.
class Effects final : public events::EventHandler {
 public:
  void Apply(db::Transaction& tx, std::string_view organization_id, std::span<const Event> events) override {
    for (const Event& event : events) {
      const bool is_broken = broken.contains(event.sequence());
      tx.Run(kEffect, db::Params()
                          .Set("organization_id", organization_id)
                          .Set("sequence", is_broken ? -event.sequence() : event.sequence()));
    }
    if (entered != nullptr) entered->count_down();
    if (leave != nullptr) leave->wait();
  }
  static inline std::set<int64_t> broken;
  // A test waits until an event is being applied, and says when that may end.
  static inline std::latch *entered, *leave;
};

std::unique_ptr<events::EventHandler> MakeEffects() { return std::make_unique<Effects>(); }

ServiceDefinition Definition() {
  ServiceDefinition definition;
  definition.name = "courses";
  definition.make_services = [](Runner&) {
    return std::vector{
        MakeParkedEventsService({.service = waymark::courses::v1::ParkedEventsService::service_full_name(),
                                 .consumer = "courses",
                                 .make_handler = MakeEffects})};
  };
  return definition;
}

class ParkedEventsTest : public ::testing::Test {
 protected:
  ParkedEventsTest() {
    Effects::broken.clear();
    Effects::entered = Effects::leave = nullptr;
    admin_.Execute(
        "CREATE TABLE effect (organization_id text, sequence bigint, CONSTRAINT above_0 CHECK (sequence > "
        "0));"
        "GRANT ALL ON effect TO waymark_app;"
        "ALTER TABLE effect ENABLE ROW LEVEL SECURITY;"
        "CREATE POLICY tenant ON effect USING (organization_id = current_setting('waymark.organization', "
        "true));"
        "INSERT INTO position VALUES ('courses', 'participants', 0, 3)");
  }

  // Has an event of participants parked, as its consumer would; gives its name.
  std::string Park(int64_t sequence, const std::string& aggregate, const std::string& organization = "asp",
                   std::optional<Event> event = {}) {
    if (!event) event.emplace().set_type("unit.changed");
    event->set_id(NewUuid());
    event->set_sequence(sequence);
    event->set_organization_id(organization);
    event->set_aggregate(aggregate);
    const std::string payload = event->SerializeAsString();
    db::Connection app(service_.database().app());
    app.Write(db::Scope{organization}, events::sql::kParkEvent,
              db::Params()
                  .Set("consumer", "courses")
                  .Set("producer", "participants")
                  .Set("event_id", event->id())
                  .Set("sequence", sequence)
                  .Set("organization_id", organization)
                  .Set("aggregate", aggregate)
                  .Set("payload", db::Bytes{payload})
                  .Set("error", "ABOVE_0: a value is not allowed"));
    return "organizations/" + organization + "/consumers/courses/parkedEvents/" + event->id();
  }

  template <typename Request, typename Reply>
  grpc::Status Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Reply*),
                    const Request& request, Reply& reply) {
    grpc::ClientContext context;
    return (stub_.get()->*method)(&context, request, &reply);
  }
  grpc::Status Replay(const std::string& name, ReplayParkedEventResponse& reply,
                      const std::string& request_id = "") {
    ReplayParkedEventRequest request;
    request.set_name(name);
    request.set_request_id(request_id);
    return Call(&Stub::ReplayParkedEvent, request, reply);
  }
  grpc::Status Replay(const std::string& name) {
    ReplayParkedEventResponse reply;
    return Replay(name, reply);
  }
  grpc::Status Discard(const std::string& name, const std::string& reason = "the unit was never there") {
    DiscardParkedEventRequest request;
    request.set_name(name);
    request.set_reason(reason);
    ParkedEvent reply;
    return Call(&Stub::DiscardParkedEvent, request, reply);
  }
  grpc::Status Get(const std::string& name, ParkedEvent& reply) {
    GetParkedEventRequest request;
    request.set_name(name);
    return Call(&Stub::GetParkedEvent, request, reply);
  }
  ListParkedEventsResponse List(int page_size = 0, const std::string& page_token = "") {
    ListParkedEventsRequest request;
    request.set_parent(kParent);
    request.set_page_size(page_size);
    request.set_page_token(page_token);
    ListParkedEventsResponse reply;
    EXPECT_THAT(Call(&Stub::ListParkedEvents, request, reply), IsOk());
    return reply;
  }
  std::vector<int64_t> Listed() {
    std::vector<int64_t> sequences;
    const auto list = List();
    for (const auto& parked : list.parked_events()) sequences.push_back(parked.sequence());
    return sequences;
  }
  std::vector<int64_t> Applied() {
    std::vector<int64_t> sequences;
    for (const db::Row row : admin_.Execute("SELECT sequence FROM effect ORDER BY sequence"))
      sequences.push_back(row.Int("sequence"));
    return sequences;
  }
  // The events of change rows of that type.
  std::vector<Event> Recorded(const std::string& type) {
    std::vector<Event> events;
    for (auto& event : service_.outbox()) {
      if (event.type() == type) events.push_back(std::move(event));
    }
    return events;
  }
  std::string PurposeOf(const std::string& type) {
    return admin_.Execute("SELECT purpose FROM change WHERE type = '" + type + "'")[0].Text("purpose");
  }

  testing::TestService service_{Definition()};
  db::Connection admin_{service_.database().admin()};
  std::unique_ptr<Stub> stub_ = service_.Stub<waymark::courses::v1::ParkedEventsService>();
};

TEST_F(ParkedEventsTest, AreListedInTheOrderOfTheStreamPageByPage) {
  for (const int64_t sequence : {3, 1, 2}) Park(sequence, "units/1");
  const auto first = List(2);
  ASSERT_EQ(first.parked_events_size(), 2);
  EXPECT_EQ(first.parked_events(0).sequence(), 1);
  EXPECT_FALSE(first.parked_events(0).behind());
  EXPECT_TRUE(first.parked_events(1).behind());
  const auto last = List(2, first.next_page_token());
  ASSERT_EQ(last.parked_events_size(), 1);
  EXPECT_EQ(last.parked_events(0).sequence(), 3);
  EXPECT_EQ(last.next_page_token(), "");
}

TEST_F(ParkedEventsTest, SayWhatTheyAreAndWhyTheyAreThere) {
  ParkedEvent parked;
  ASSERT_THAT(Get(Park(1, "units/1"), parked), IsOk());
  EXPECT_EQ(parked.producer(), "participants");
  EXPECT_EQ(parked.type(), "unit.changed");
  EXPECT_EQ(parked.aggregate(), "units/1");
  EXPECT_EQ(parked.event().sequence(), 1);
  EXPECT_EQ(parked.error(), "ABOVE_0: a value is not allowed");
  EXPECT_TRUE(parked.has_park_time());
}

TEST_F(ParkedEventsTest, DoNotShowWhatIsRecordedOfAPerson) {
  Event person, audited;
  person.mutable_participant_changed()->set_birth_date("2012-05-01");
  audited.mutable_audit_record()->set_type("participant.updated");
  audited.mutable_audit_record()->set_actor("accounts/1");
  audited.mutable_audit_record()->set_sealed_diff("sealed");
  audited.mutable_audit_record()->mutable_attendance_recorded()->set_session_id("1");
  ParkedEvent parked;
  ASSERT_THAT(Get(Park(1, "participants/1", "asp", person), parked), IsOk());
  EXPECT_TRUE(parked.event().has_participant_changed());
  EXPECT_EQ(parked.event().participant_changed().birth_date(), "");
  ASSERT_THAT(Get(Park(2, "participants/1", "asp", audited), parked), IsOk());
  EXPECT_EQ(parked.type(), "participant.updated");
  EXPECT_EQ(parked.event().audit_record().actor(), "");
  EXPECT_EQ(parked.event().audit_record().sealed_diff(), "");
  EXPECT_FALSE(parked.event().audit_record().has_attendance_recorded());
}

TEST_F(ParkedEventsTest, AreAppliedWithThoseBehindThem) {
  const std::string first = Park(1, "units/1");
  Park(2, "units/2");
  Park(3, "units/1");
  ReplayParkedEventResponse reply;
  ASSERT_THAT(Replay(first, reply), IsOk());
  EXPECT_EQ(reply.applied_count(), 2);
  EXPECT_EQ(reply.next(), "");
  EXPECT_THAT(Applied(), ElementsAre(1, 3));
  EXPECT_THAT(Listed(), ElementsAre(2));
  const auto recorded = Recorded("parked_event.replayed");
  ASSERT_EQ(recorded.size(), 1u);
  EXPECT_EQ("organizations/asp/" + recorded[0].aggregate(), first);
  EXPECT_THAT(service_.DiffOf("parked_event.replayed"), ElementsAre("applied_count:  > 2"));
}

TEST_F(ParkedEventsTest, AreAppliedOnceWhenTheCallIsRepeated) {
  const std::string name = Park(1, "units/1");
  ReplayParkedEventResponse reply;
  ASSERT_THAT(Replay(name, reply, "r-1"), IsOk());
  ASSERT_THAT(Replay(name, reply, "r-1"), IsOk());
  EXPECT_EQ(reply.applied_count(), 1);
  EXPECT_THAT(Replay(name, reply, "r-2"), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_THAT(Applied(), ElementsAre(1));
}

TEST_F(ParkedEventsTest, StayWhileTheyFailWithTheirTriesCounted) {
  Effects::broken = {1};
  const std::string name = Park(1, "units/1");
  const auto status = Replay(name);
  EXPECT_THAT(status, Fails(Code::kFailedPrecondition, "EVENT_STILL_FAILS"));
  EXPECT_THAT(status.error_message(), HasSubstr("ABOVE_0"));
  EXPECT_THAT(Applied(), IsEmpty());
  ParkedEvent parked;
  ASSERT_THAT(Get(name, parked), IsOk());
  EXPECT_EQ(parked.tries(), 1);
  EXPECT_THAT(Recorded("parked_event.replayed"), IsEmpty());
}

TEST_F(ParkedEventsTest, AreAppliedUpToTheOneThatFails) {
  Effects::broken = {3};
  const std::string first = Park(1, "units/1");
  Park(2, "units/1");
  const std::string third = Park(3, "units/1");
  Park(4, "units/1");
  ReplayParkedEventResponse reply;
  ASSERT_THAT(Replay(first, reply), IsOk());
  EXPECT_EQ(reply.applied_count(), 2);
  EXPECT_EQ(reply.next(), third);
  EXPECT_THAT(reply.error(), HasSubstr("ABOVE_0"));
  EXPECT_THAT(Applied(), ElementsAre(1, 2));
  EXPECT_THAT(Listed(), ElementsAre(3, 4));
  ParkedEvent parked;
  ASSERT_THAT(Get(third, parked), IsOk());
  EXPECT_EQ(parked.tries(), 1);
  EXPECT_FALSE(parked.behind());
}

TEST_F(ParkedEventsTest, AreAppliedUpToAHundredACall) {
  const std::string first = Park(1, "units/1");
  for (int64_t i = 2; i <= 101; ++i) Park(i, "units/1");
  ReplayParkedEventResponse reply;
  ASSERT_THAT(Replay(first, reply), IsOk());
  EXPECT_EQ(reply.applied_count(), 100);
  EXPECT_EQ(reply.error(), "");
  ASSERT_THAT(Replay(reply.next(), reply), IsOk());
  EXPECT_THAT(Listed(), IsEmpty());
}

TEST_F(ParkedEventsTest, WaitForTheFirstOfTheirRecord) {
  const std::string first = Park(1, "units/1"), second = Park(2, "units/1");
  for (const auto& status : {Replay(second), Discard(second)}) {
    EXPECT_THAT(status, Fails(Code::kFailedPrecondition, "BEHIND_PARKED"));
    EXPECT_THAT(status.error_message(), HasSubstr(first));
  }
  EXPECT_THAT(Applied(), IsEmpty());
}

TEST_F(ParkedEventsTest, AreNotAppliedWhenTheyWereUnderAnotherNumber) {
  const std::string name = Park(1, "units/1");
  const std::string id(name.substr(name.rfind('/') + 1));
  admin_.Execute("INSERT INTO inbox VALUES ('courses', '" + id + "', '" + id + "', '{" + id + "}')");
  ASSERT_THAT(Replay(name), IsOk());
  EXPECT_THAT(Applied(), IsEmpty());
  EXPECT_THAT(Listed(), IsEmpty());
}

TEST_F(ParkedEventsTest, AreGivenUpForAReasonThatTheAuditLogTells) {
  const std::string first = Park(1, "units/1"), second = Park(2, "units/1");
  EXPECT_THAT(Discard(first, ""), Fails(Code::kInvalidArgument, "FIELD_INVALID"));
  ASSERT_THAT(Discard(first), IsOk());
  EXPECT_THAT(Applied(), IsEmpty());
  EXPECT_THAT(Listed(), ElementsAre(2));
  const auto recorded = Recorded("parked_event.discarded");
  ASSERT_EQ(recorded.size(), 1u);
  EXPECT_EQ("organizations/asp/" + recorded[0].aggregate(), first);
  EXPECT_EQ(PurposeOf("parked_event.discarded"), "the unit was never there");
  EXPECT_THAT(service_.DiffOf("parked_event.discarded"),
              ElementsAre("producer: participants > ", "sequence: 1 > "));
  ASSERT_THAT(Replay(second), IsOk());
  EXPECT_THAT(Applied(), ElementsAre(2));
}

TEST_F(ParkedEventsTest, OfOtherOrganizationsAndConsumersAreNotThere) {
  const std::string name = Park(1, "units/1", "ou");
  const std::string as_own = "organizations/asp/" + name.substr(name.find("consumers"));
  ParkedEvent parked;
  EXPECT_THAT(Listed(), IsEmpty());
  EXPECT_THAT(Get(as_own, parked), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_THAT(Replay(as_own), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_THAT(Discard(as_own), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  const std::string id = name.substr(name.rfind('/'));
  EXPECT_THAT(Get("organizations/ou/consumers/evaluation/parkedEvents" + id, parked),
              Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_THAT(Get("organizations/ou/consumers/courses/parkedEvents/~1", parked),
              Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_THAT(Get(name, parked), IsOk());
}

TEST_F(ParkedEventsTest, AreNoBusinessOfOtherRoles) {
  service_.As(testing::CallerWith({waymark::identity::v1::ROLE_AUDITOR}));
  EXPECT_THAT(Replay(Park(1, "units/1")), Fails(Code::kPermissionDenied, "PERMISSION_DENIED"));
}

// An event that comes while those before it are replayed waits for them, and is not put
// behind what is just leaving.
TEST_F(ParkedEventsTest, DoNotCrossWhatTheConsumerReadsMeanwhile) {
  testing::TestRedis redis;
  std::latch entered(1), leave(1);
  const std::string name = Park(1, "units/1");
  Effects::entered = &entered;
  Effects::leave = &leave;
  auto replay = std::async(std::launch::async, [&] { return Replay(name); });
  entered.wait();
  Effects::entered = nullptr;
  std::vector<events::StreamEntry> entries;
  for (const int64_t sequence : {1, 2, 3}) entries.push_back(events::EntryOf(sequence, "a", "units/9"));
  entries.push_back(events::EntryOf(4, "a", "units/1"));
  events::AppendAll(redis.address(), "participants", entries);
  const events::Consumer consumer({"courses", "participants", service_.database().app(), redis.address()},
                                  MakeEffects());
  EXPECT_TRUE(events::Eventually([&] {
    return admin_.Execute("SELECT count(*) AS n FROM pg_locks WHERE NOT granted")[0].Int("n") > 0;
  }));
  leave.count_down();
  EXPECT_THAT(replay.get(), IsOk());
  EXPECT_TRUE(events::Eventually([&] { return Applied() == std::vector<int64_t>{1, 4}; }));
  EXPECT_THAT(Listed(), IsEmpty());
}

}  // namespace
}  // namespace waymark::rpc
