#pragma once

#include <gmock/gmock.h>

#include <string>

#include "services/common/testing/matchers.h"
#include "services/common/testing/service.h"
#include "services/participants/definition.h"
#include "waymark/directory/v1/directory.grpc.pb.h"
#include "waymark/participants/v1/organizations.grpc.pb.h"
#include "waymark/participants/v1/participants.grpc.pb.h"
#include "waymark/participants/v1/units.grpc.pb.h"

namespace waymark::participants {

// The whole service with one organization, `organizations/asp`.
class ParticipantsFixture : public ::testing::Test {
 protected:
  static constexpr char kParent[] = "organizations/asp";

  ParticipantsFixture() { Found("asp"); }

  // One call of a stub: `Call(units_, &v1::UnitsService::Stub::GetUnit, request, &unit)`.
  template <typename Stub, typename Request, typename Reply>
  static grpc::Status Call(const std::unique_ptr<Stub>& stub,
                           grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Reply*),
                           const Request& request, Reply* reply) {
    grpc::ClientContext context;
    reply->Clear();
    return (stub.get()->*method)(&context, request, reply);
  }

  void Found(const std::string& slug) {
    v1::CreateOrganizationRequest request;
    request.set_organization_id(slug);
    request.mutable_organization()->set_display_name("Organization " + slug);
    v1::Organization reply;
    EXPECT_THAT(Call(organizations_, &v1::OrganizationsService::Stub::CreateOrganization, request, &reply),
                testing::IsOk());
  }

  v1::Unit MakeUnit(const std::string& external_id, const std::string& parent = "") {
    v1::CreateUnitRequest request;
    request.set_parent(kParent);
    request.mutable_unit()->set_external_id(external_id);
    request.mutable_unit()->set_display_name("Unit " + external_id);
    request.mutable_unit()->set_parent(parent);
    v1::Unit reply;
    EXPECT_THAT(Call(units_, &v1::UnitsService::Stub::CreateUnit, request, &reply), testing::IsOk());
    return reply;
  }

  static v1::CreateParticipantRequest Person(const std::string& name, const std::string& external_id = "") {
    v1::CreateParticipantRequest request;
    request.set_parent(kParent);
    request.mutable_participant()->set_display_name(name);
    request.mutable_participant()->set_external_id(external_id);
    return request;
  }

  grpc::Status Create(const v1::CreateParticipantRequest& request, v1::Participant* reply) {
    return Call(participants_, &v1::ParticipantsService::Stub::CreateParticipant, request, reply);
  }

  v1::Participant Register(const v1::CreateParticipantRequest& request) {
    v1::Participant reply;
    EXPECT_THAT(Create(request, &reply), testing::IsOk());
    return reply;
  }

  // The last event of the outbox.
  waymark::events::v1::Event LastEvent() { return service_.outbox().back(); }

  testing::TestService service_{Definition()};
  std::unique_ptr<v1::OrganizationsService::Stub> organizations_ = service_.Stub<v1::OrganizationsService>();
  std::unique_ptr<v1::UnitsService::Stub> units_ = service_.Stub<v1::UnitsService>();
  std::unique_ptr<v1::ParticipantsService::Stub> participants_ = service_.Stub<v1::ParticipantsService>();
};

}  // namespace waymark::participants
