#pragma once

#include <string>
#include <vector>

#include "services/common/rpc/names.h"
#include "services/participants/fixture.h"

namespace waymark::participants {

// What is done with units.
class UnitsFixture : public ParticipantsFixture {
 protected:
  using Stub = v1::UnitsService::Stub;

  grpc::Status Get(const std::string& name, v1::Unit* reply) {
    v1::GetUnitRequest request;
    request.set_name(name);
    return Call(units_, &Stub::GetUnit, request, reply);
  }
  grpc::Status Move(const std::string& name, const std::string& parent, const std::string& day,
                    v1::Unit* reply) {
    v1::UpdateUnitRequest request;
    request.mutable_unit()->set_name(name);
    request.mutable_unit()->set_parent(parent);
    request.mutable_unit()->set_parent_effective_on(day);
    request.mutable_update_mask()->add_paths("parent");
    if (!day.empty()) request.mutable_update_mask()->add_paths("parent_effective_on");
    return Call(units_, &Stub::UpdateUnit, request, reply);
  }
  grpc::Status Close(const std::string& name, v1::Unit* reply) {
    v1::DeleteUnitRequest request;
    request.set_name(name);
    return Call(units_, &Stub::DeleteUnit, request, reply);
  }
  std::vector<std::string> List(const std::string& filter) {
    v1::ListUnitsRequest request;
    request.set_parent(kParent);
    request.set_filter(filter);
    request.set_page_size(2);
    std::vector<std::string> ids;
    do {
      v1::ListUnitsResponse page;
      EXPECT_THAT(Call(units_, &Stub::ListUnits, request, &page), testing::IsOk());
      for (const auto& unit : page.units()) ids.push_back(unit.external_id());
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    return ids;
  }
  // What was told last: where the unit stands since when, and the days that are none.
  std::string Told() {
    const auto data = LastEvent().unit_changed();
    std::string told = data.parent_effective_on() + " " + data.parent_id();
    for (const auto& day : data.withdrawn_days()) told += " not " + (day.empty() ? "always" : day);
    return told;
  }
  static std::string Id(const v1::Unit& unit) { return std::string(rpc::LastPart(unit.name())); }
  static std::string External(const std::string& id) { return "organizations/asp/units/~" + id; }
};

}  // namespace waymark::participants
