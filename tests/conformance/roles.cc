// Prints docs/roles.md: what each role may do, and what each RPC needs, from the
// table of rights and the descriptors. Fails when an RPC states no permission.
#include "services/common/authorization/roles.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "google/protobuf/descriptor_database.h"

namespace {

using namespace waymark::authorization;  // NOLINT: this is all about it
using google::protobuf::DescriptorPool;
using google::protobuf::MethodDescriptor;

constexpr char kHead[] =
    "# Who may do what\n\n"
    "Written by `waymark_roles` from the code, and compared with it by a test: see `tests/conformance`.\n\n"
    "An account has roles by grants: in an organization, or in a unit and all below it, for a time. Who has "
    "no role in an\n"
    "organization is told that there is no such organization.\n\n"
    "**all** = the records of the organization, or of the unit's subtree where the grant names a unit · "
    "**whole** = those of\n"
    "the organization, where the grant names no unit · **cohorts** = those of the cohorts that the account "
    "teaches ·\n"
    "**mentees** = those of the persons it accompanies · **own** = those of the person it belongs to.\n\n";

std::string Lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

std::string NameOf(Role role) { return Lower(waymark::identity::v1::Role_Name(role).substr(5)); }

std::string NameOf(Permission permission) {
  return waymark::options::v1::Permission_Name(permission).substr(11);
}

const char* NameOf(Rows rows) {
  switch (rows) {
    case Rows::kGranted:
      return "all";
    case Rows::kWhole:
      return "whole";
    case Rows::kOwnCohorts:
      return "cohorts";
    case Rows::kOwnMentees:
      return "mentees";
    case Rows::kOwnRecord:
      return "own";
  }
  return "";
}

const Right* Find(Role role, Permission permission) {
  const auto rights = Rights();
  const auto found = std::find_if(rights.begin(), rights.end(), [&](const Right& right) {
    return right.role == role && right.permission == permission;
  });
  return found == rights.end() ? nullptr : &*found;
}

std::vector<Role> Roles() {
  std::vector<Role> roles;
  for (int value = 1; value <= waymark::identity::v1::Role_MAX; ++value)
    roles.push_back(static_cast<Role>(value));
  return roles;
}

void PrintRights() {
  std::printf("## Permissions of roles\n\n| permission |");
  for (const Role role : Roles()) std::printf(" %s |", NameOf(role).c_str());
  std::printf("\n|---|");
  for (size_t i = 0; i < Roles().size(); ++i) std::printf("---|");
  std::printf("\n");
  for (int value = 1; value <= waymark::options::v1::Permission_MAX; ++value) {
    const auto permission = static_cast<Permission>(value);
    std::string cells;
    bool given = false;
    for (const Role role : Roles()) {
      const Right* right = Find(role, permission);
      given |= right != nullptr;
      cells += std::string(" ") + (right ? NameOf(right->rows) : "") + " |";
    }
    if (given) std::printf("| %s |%s\n", NameOf(permission).c_str(), cells.c_str());
  }
  std::printf(
      "\nPUBLIC needs no credential, OWN_ACCOUNT and ORGANIZATIONS_LIST any account, INTERNAL is for "
      "services that ask on\n"
      "behalf of a caller, PROGRAM for programs of Waymark in their own name; neither can be reached through "
      "the\ngateway. ACCOUNTS_MANAGE and "
      "ORGANIZATIONS_CREATE are about no\n"
      "one organization: they need the role in all of them, by a grant in `organizations/-`. Of a grant for "
      "a "
      "unit, rights\n"
      "hold that are about persons, units, posts, cohorts or grants; of the others, only reading the "
      "structure.\n\n");
}

// All RPCs, by service.
std::map<std::string, std::vector<const MethodDescriptor*>> Methods() {
  std::vector<std::string> files;
  DescriptorPool::internal_generated_database()->FindAllFileNames(&files);
  std::map<std::string, std::vector<const MethodDescriptor*>> methods;
  for (const auto& name : files) {
    if (!name.starts_with("waymark/")) continue;
    const auto* file = DescriptorPool::generated_pool()->FindFileByName(name);
    for (int s = 0; s < file->service_count(); ++s) {
      auto& list = methods[file->service(s)->full_name()];
      for (int m = 0; m < file->service(s)->method_count(); ++m) list.push_back(file->service(s)->method(m));
    }
  }
  return methods;
}

bool PrintMethods() {
  bool complete = true;
  std::printf("## Permissions that RPCs need\n\n| RPC | permission | roles |\n|---|---|---|\n");
  for (const auto& [service, methods] : Methods()) {
    for (const MethodDescriptor* method : methods) {
      const Permission permission = PermissionOf(*method);
      std::string roles;
      for (const Role role : Roles()) {
        const Right* right = Find(role, permission);
        if (right == nullptr) continue;
        roles += (roles.empty() ? "" : ", ") + NameOf(role);
        if (right->rows != Rows::kGranted) roles += std::string(" (") + NameOf(right->rows) + ")";
      }
      std::printf("| %s/%s | %s | %s |\n", service.substr(8).c_str(), method->name().c_str(),
                  NameOf(permission).c_str(), roles.c_str());
      if (permission != waymark::options::v1::PERMISSION_UNSPECIFIED) continue;
      std::fprintf(stderr, "%s states no permission\n", method->full_name().c_str());
      complete = false;
    }
  }
  return complete;
}

}  // namespace

int main() {
  std::printf("%s", kHead);
  PrintRights();
  return PrintMethods() ? 0 : 1;
}
