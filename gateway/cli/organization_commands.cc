#include "gateway/cli/organization_commands.h"

#include <cstdio>
#include <memory>
#include <string>

#include "gateway/cli/client.h"
#include "gateway/cli/exit.h"
#include "gateway/cli/json.h"
#include "services/common/base/ids.h"
#include "waymark/participants/v1/organizations.pb.h"

namespace waymark::cli {
namespace {

namespace v1 = waymark::participants::v1;

constexpr char kService[] = "waymark.participants.v1.OrganizationsService/";
constexpr int kPatienceSeconds = 30;

// Creates an organization; one that is there already stays as it is. True when it was made now.
bool CreateOrganization(Client& client, v1::CreateOrganizationRequest& request, v1::Organization& made) {
  request.set_request_id(NewUuid());
  auto& organization = *request.mutable_organization();
  if (organization.display_name().empty()) organization.set_display_name(request.organization_id());
  try {
    client.CallPatiently(std::string(kService) + "CreateOrganization", request, made, kPatienceSeconds);
    return true;
  } catch (const Error& error) {
    if (error.code() != Code::kAlreadyExists) throw;
  }
  v1::GetOrganizationRequest again;
  again.set_name("organizations/" + request.organization_id());
  client.CallPatiently(std::string(kService) + "GetOrganization", again, made, kPatienceSeconds);
  return false;
}

int RunCreate(v1::CreateOrganizationRequest& request, bool json) {
  Client client(FindAddress());
  v1::Organization organization;
  const bool made = CreateOrganization(client, request, organization);
  if (json) {
    std::printf("%s\n", ToJson(organization, true).c_str());
  } else {
    std::printf("%s %s\n", organization.name().c_str(), made ? "created" : "is there already");
  }
  return kDone;
}

}  // namespace

void AddOrganizationCommands(CLI::App& app, std::function<int()>& run) {
  struct Arguments {
    v1::CreateOrganizationRequest request;
    bool json = false;
  };
  const auto arguments = std::make_shared<Arguments>();
  auto* organizations = app.add_subcommand("organization", "organizations");
  organizations->require_subcommand(1);
  auto* creating = organizations->add_subcommand("create", "create an organization");
  auto& made = *arguments->request.mutable_organization();
  creating->add_option("ID", *arguments->request.mutable_organization_id(), "its id: 2 to 32 of a-z 0-9 -")
      ->required();
  creating->add_option("--display-name", *made.mutable_display_name(), "its name");
  creating->add_option("--kind", *made.mutable_kind(), "what it is, for example police");
  creating->add_option("--country", *made.mutable_country(), "ISO 3166-1 code");
  creating->add_option("--time-zone", *made.mutable_time_zone(), "IANA name, for example Europe/Tirane");
  creating->add_flag("--json", arguments->json, "print the answer as JSON");
  creating->callback(
      [&run, arguments] { run = [arguments] { return RunCreate(arguments->request, arguments->json); }; });
}

}  // namespace waymark::cli
