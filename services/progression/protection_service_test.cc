// Who reads the career or a mentorship of a protected person is in the audit log.
#include "services/progression/mentorship_fixture.h"

namespace waymark::progression {
namespace {

using ::testing::ElementsAre;
using testing::IsOk;
using Stub = v1::CareersService::Stub;

class ProtectionServiceTest : public MentorshipFixture {
 protected:
  ProtectionServiceTest() {
    v1::CareerEvent of_bora;
    EXPECT_THAT(Record(NewEvent("ana", "2009-05-08", "officer"), &of_ana_), IsOk());
    EXPECT_THAT(Record(NewEvent("ana", "2010-05-08", "sergeant"), &of_bora), IsOk());
    EXPECT_THAT(Record(NewEvent("bora", "2009-05-08", "officer"), &of_bora), IsOk());
    service_.directory().Protect(IdOf(of_ana_.participant()), true);
  }

  static std::string IdOf(const std::string& name) { return name.substr(name.rfind('/') + 1); }
  // How often readings of Ana were recorded since the last time, and of nobody else.
  int ReadingsOfAna() {
    int count = 0;
    for (const db::Row row :
         owner_.Execute("DELETE FROM change WHERE type = 'record.read' RETURNING aggregate")) {
      EXPECT_EQ(row.Text("aggregate"), "participants/" + IdOf(of_ana_.participant()));
      ++count;
    }
    return count;
  }
  template <typename Request, typename Reply>
  void Ask(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Reply*),
           const Request& request) {
    Reply reply;
    EXPECT_THAT(Call(careers_, method, request, &reply), IsOk());
  }

  db::Connection owner_{service_.database().admin()};
  v1::CareerEvent of_ana_;
};

TEST_F(ProtectionServiceTest, ReadingACareerIsRecordedOnceACall) {
  v1::GetCareerEventRequest event;
  event.set_name(of_ana_.name());
  Ask(&Stub::GetCareerEvent, event);
  EXPECT_EQ(ReadingsOfAna(), 1);
  v1::ListCareerEventsRequest events;
  events.set_parent(kParent);
  Ask(&Stub::ListCareerEvents, events);
  EXPECT_EQ(ReadingsOfAna(), 1);
}

TEST_F(ProtectionServiceTest, ReadingAStandingIsRecorded) {
  v1::GetStandingRequest standing;
  standing.set_name(std::string(kParent) + "/standings/" + IdOf(of_ana_.participant()));
  Ask(&Stub::GetStanding, standing);
  EXPECT_EQ(ReadingsOfAna(), 1);
  v1::ListStandingsRequest standings;
  standings.set_parent(kParent);
  Ask(&Stub::ListStandings, standings);
  EXPECT_EQ(ReadingsOfAna(), 1);
}

TEST_F(ProtectionServiceTest, ReadingAMentorshipIsRecordedOnceACall) {
  const auto mentorship = Pair(kBea, "ana");
  Pair(kDan, "ana");
  Pair(kDan, "bora");
  v1::Mentorship reply;
  ASSERT_THAT(Get(mentorship.name(), &reply), IsOk());
  EXPECT_EQ(ReadingsOfAna(), 1);
  EXPECT_EQ(List().size(), 3u);
  EXPECT_EQ(ReadingsOfAna(), 1);
}

}  // namespace
}  // namespace waymark::progression
