#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "services/common/rpc/names.h"
#include "services/participants/fixture.h"
#include "waymark/participants/v1/openings.grpc.pb.h"

namespace waymark::participants {

using waymark::identity::v1::Role;

// A minor of north, somebody of south who is flagged, and a grown man of north. What
// commanders must not learn of the first two holds the word `Canary`.
class ProtectedFixture : public ParticipantsFixture {
 protected:
  using Participants = v1::ParticipantsService::Stub;
  using Openings = v1::OpeningsService::Stub;

  ProtectedFixture() { RecordPersons(); }

  static v1::CreateParticipantRequest Secret(const std::string& external_id, const v1::Unit& unit) {
    auto request = Person("Canary " + external_id, external_id);
    auto& p = *request.mutable_participant();
    p.set_given_name("Canary");
    p.set_family_name("Canary");
    p.set_patronymic("Canary");
    p.set_gender("Canary");
    p.add_other_names()->set_text("Canary");
    p.mutable_contact()->add_emails("Canary@example.org");
    p.add_guardians()->set_display_name("Canary");
    p.add_consents()->set_purpose("Canary");
    p.add_external_ids()->set_system("school");
    p.mutable_external_ids(0)->set_value("Canary " + external_id);
    p.add_attributes()->set_key("Canary");
    p.set_sex(waymark::vocabulary::v1::SEX_FEMALE);
    p.set_unit(unit.name());
    return request;
  }

  void RecordPersons() {
    auto minor = Secret("minor", north_);
    minor.mutable_participant()->set_birth_date("2012");
    minor_ = Register(minor);
    auto flagged = Secret("flagged", south_);
    flagged.mutable_participant()->set_protection(v1::PROTECTION_FLAGGED);
    flagged_ = Register(flagged);
    auto grown = Person("Dritan", "grown");
    grown.mutable_participant()->set_birth_date("1980-01-01");
    grown.mutable_participant()->set_unit(north_.name());
    grown_ = Register(grown);
  }

  static std::string IdOf(const std::string& name) { return std::string(rpc::LastPart(name)); }
  void As(Role role) { service_.As(testing::CallerWith({role}, "asp")); }
  void As(Role role, const v1::Unit& unit) {
    service_.As(testing::CallerInUnit(role, "asp", IdOf(unit.name())));
  }
  void AsCommander() { As(waymark::identity::v1::ROLE_COMMANDER); }
  // A commander of all who keeps the records of one unit.
  void AsCommanderAndRegistrarOf(const v1::Unit& unit) {
    auto caller = testing::CallerWith({waymark::identity::v1::ROLE_COMMANDER}, "asp");
    *caller.add_grants() =
        testing::CallerInUnit(waymark::identity::v1::ROLE_REGISTRAR, "asp", IdOf(unit.name())).grants(0);
    service_.As(caller);
  }

  v1::Participant Get(const std::string& name) {
    v1::GetParticipantRequest request;
    request.set_name(name);
    v1::Participant reply;
    EXPECT_THAT(Call(participants_, &Participants::GetParticipant, request, &reply), testing::IsOk());
    return reply;
  }
  bool IsRedacted(const v1::Participant& person) { return Get(person.name()).redacted(); }

  // The pages of a list, and what they were asked by.
  std::vector<std::string> pages_, tokens_;
  // The external ids of a list, in its order.
  std::vector<std::string> List(const std::string& filter, const std::string& order_by = "",
                                int page_size = 50) {
    v1::ListParticipantsRequest request;
    request.set_parent(kParent);
    request.set_filter(filter);
    request.set_order_by(order_by);
    request.set_page_size(page_size);
    std::vector<std::string> ids;
    do {
      v1::ListParticipantsResponse page;
      EXPECT_THAT(Call(participants_, &Participants::ListParticipants, request, &page), testing::IsOk());
      for (const auto& participant : page.participants()) ids.push_back(participant.external_id());
      EXPECT_TRUE(page.next_page_token().empty() || page.participants_size() == page_size);
      pages_.push_back(page.SerializeAsString());
      tokens_.push_back(page.next_page_token());
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    return ids;
  }

  grpc::Status BreakGlass(const std::string& name, v1::Opening* opening, const std::string& request_id = "") {
    v1::BreakGlassRequest request;
    request.set_name(name);
    request.set_reason("Danger to her life");
    request.set_case_number("2026/17");
    request.set_request_id(request_id);
    return Call(openings_, &Openings::BreakGlass, request, opening);
  }
  v1::Opening MustBreakGlass(const v1::Participant& person) {
    v1::Opening opening;
    EXPECT_THAT(BreakGlass(person.name(), &opening), testing::IsOk());
    return opening;
  }
  grpc::Status Close(const std::string& name) {
    v1::CloseOpeningRequest request;
    request.set_name(name);
    v1::Opening reply;
    return Call(openings_, &Openings::CloseOpening, request, &reply);
  }

  std::unique_ptr<v1::OpeningsService::Stub> openings_ = service_.Stub<v1::OpeningsService>();
  v1::Unit north_ = MakeUnit("north");
  v1::Unit station_ = MakeUnit("station", north_.name());
  v1::Unit south_ = MakeUnit("south");
  v1::Participant minor_, flagged_, grown_;
};

}  // namespace waymark::participants
