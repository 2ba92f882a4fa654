#pragma once

#include <string>

#include "services/participants/fixture.h"

namespace waymark::participants {

// What is done with the record of one person.
class PersonFixture : public ParticipantsFixture {
 protected:
  grpc::Status Get(const std::string& name, v1::Participant* reply) {
    v1::GetParticipantRequest request;
    request.set_name(name);
    return Call(participants_, &v1::ParticipantsService::Stub::GetParticipant, request, reply);
  }
  grpc::Status Update(const v1::UpdateParticipantRequest& request, v1::Participant* reply) {
    return Call(participants_, &v1::ParticipantsService::Stub::UpdateParticipant, request, reply);
  }
  grpc::Status Delete(const std::string& name, v1::Participant* reply) {
    v1::DeleteParticipantRequest request;
    request.set_name(name);
    return Call(participants_, &v1::ParticipantsService::Stub::DeleteParticipant, request, reply);
  }
  // A person whose every field has a value.
  v1::CreateParticipantRequest Full() {
    auto request = Person("Ana Hoxha", "P-1");
    auto& p = *request.mutable_participant();
    p.set_given_name("Ana");
    p.set_family_name("Hoxha");
    p.set_patronymic("Agron");
    p.add_other_names()->set_text("Ана");
    p.mutable_other_names(0)->set_script("Cyrl");
    p.set_sex(waymark::vocabulary::v1::SEX_FEMALE);
    p.set_gender("woman");
    p.set_birth_date("1990-05~");
    p.add_external_ids()->set_system("payroll");
    p.mutable_external_ids(0)->set_value("77");
    p.set_unit(MakeUnit("HQ").name());
    p.set_joined_on("2015-09-01");
    p.mutable_contact()->add_emails("ana@example.org");
    p.add_guardians()->set_display_name("Agron Hoxha");
    p.add_consents()->set_purpose("evaluation");
    p.mutable_consents(0)->set_given_on("2020-01-01");
    auto& attribute = *p.add_attributes();
    attribute.set_key("urban_rural");
    attribute.set_value("rural");
    attribute.set_effective_on("2020-01-01");
    p.add_attributes()->set_key("language");
    return request;
  }
};

}  // namespace waymark::participants
