// waymark_matrix URL TOKEN_FILE: sets a stage in an empty suite, calls every RPC
// that its gateway serves as every role in every situation, and prints what came
// of it, a line for each RPC and role. matrix.tsv is that table as reviewed;
// tests/e2e/matrix.sh compares the two.
#include <curl/curl.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "google/api/annotations.pb.h"
#include "google/protobuf/descriptor_database.h"
#include "services/common/authorization/roles.h"
#include "tests/conformance/matrix_gateway.h"
#include "tests/conformance/matrix_outcome.h"
#include "tests/conformance/matrix_requests.h"
#include "tests/conformance/matrix_stage.h"

namespace waymark::matrix {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::MethodDescriptor;

bool Reads(const MethodDescriptor& method) {
  const auto is = [&](const char* verb) { return method.name().starts_with(verb); };
  return is("Get") || is("List") || is("Search") || is("BatchGet");
}

bool IsAboutAccount(const MethodDescriptor& method) {
  return authorization::PermissionOf(method) == waymark::options::v1::PERMISSION_OWN_ACCOUNT;
}

// Those with an HTTP mapping, as the gateway takes them. Those that read come
// first: they find the stage as it was set.
std::vector<const MethodDescriptor*> ServedMethods() {
  std::vector<std::string> files;
  DescriptorPool::internal_generated_database()->FindAllFileNames(&files);
  std::sort(files.begin(), files.end());
  std::vector<const MethodDescriptor*> methods;
  for (const auto& name : files) {
    if (!name.starts_with("waymark/")) continue;
    const auto* file = DescriptorPool::generated_pool()->FindFileByName(name);
    for (int s = 0; s < file->service_count(); ++s) {
      for (int m = 0; m < file->service(s)->method_count(); ++m) {
        const MethodDescriptor* method = file->service(s)->method(m);
        if (method->options().HasExtension(google::api::http)) methods.push_back(method);
      }
    }
  }
  std::stable_partition(methods.begin(), methods.end(), [](const auto* method) { return Reads(*method); });
  return methods;
}

// The calls of one RPC as one role.
class Row {
 public:
  Row(Gateway& gateway, const Stage& stage, const MethodDescriptor& method, Role role)
      : gateway_(gateway), stage_(stage), method_(method), role_(role) {}

  // The account of the unit first: what it should not make is not there yet.
  std::string Line() {
    const std::string own = Call(Standing::kUnit, stage_.north(), true);
    const std::string other_unit = Call(Standing::kUnit, stage_.south(), false);
    const std::string whole = CallForWhole();
    std::string elsewhere = Call(Standing::kUnit, stage_.elsewhere(), false);
    for (const Standing standing : {Standing::kWhole, Standing::kToken})
      elsewhere = Joined(elsewhere, Call(standing, stage_.elsewhere(), false));
    std::string line = RpcName(method_) + "\t" + waymark::identity::v1::Role_Name(role_).substr(5);
    for (const auto& cell : {whole, own, other_unit, elsewhere, CallForEverywhere()}) line += "\t" + cell;
    for (const Standing standing :
         {Standing::kToken, Standing::kOneLost, Standing::kEnded, Standing::kDisabled})
      line += "\t" + Call(standing, stage_.north(), true);
    return line;
  }

 private:
  // About the records of both units. What is of the account itself there is one
  // of: it cannot be deleted twice.
  std::string CallForWhole() {
    const std::string north = Call(Standing::kWhole, stage_.north(), true);
    if (IsAboutAccount(method_)) return north;
    return Joined(north, Call(Standing::kWhole, stage_.south(), true));
  }

  // About the records of both organizations, and of somebody else's account.
  std::string CallForEverywhere() {
    const std::string north = Call(Standing::kEverywhere, stage_.north(), false);
    return Joined(north, Call(Standing::kEverywhere, stage_.elsewhere(), false));
  }

  // `own_account`: where the request names an account, it is the caller's.
  std::string Call(Standing standing, const Place& place, bool own_account) {
    const Account* account = stage_.AccountOf(role_, standing);
    if (account == nullptr) return "-";
    const Place about = own_account ? place.WithAccountOf(account->own) : place;
    const Answer answer = gateway_.Call(method_, *MakeRequest(method_, about), account->credential);
    return OutcomeOf(method_, answer, about);
  }

  // One word for two calls, or both where they differ; `-` is no call.
  static std::string Joined(const std::string& one, const std::string& other) {
    if (one == other || other == "-") return one;
    return one + "/" + other;
  }

  Gateway& gateway_;
  const Stage& stage_;
  const MethodDescriptor& method_;
  const Role role_;
};

void PrintTable(Gateway& gateway, const Stage& stage) {
  std::set<std::string> lines;
  for (const MethodDescriptor* method : ServedMethods()) {
    for (int value = 1; value <= waymark::identity::v1::Role_MAX; ++value)
      lines.insert(Row(gateway, stage, *method, static_cast<Role>(value)).Line());
  }
  for (const auto& line : lines) std::printf("%s\n", line.c_str());
}

std::string FirstLine(const char* path) {
  std::ifstream in(path);
  std::string line;
  std::getline(in, line);
  return line;
}

}  // namespace
}  // namespace waymark::matrix

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: %s URL TOKEN_FILE\n", argv[0]);
    return 2;
  }
  curl_global_init(CURL_GLOBAL_DEFAULT);
  try {
    waymark::matrix::Gateway gateway(argv[1]);
    const waymark::matrix::Stage stage(gateway, waymark::matrix::FirstLine(argv[2]));
    waymark::matrix::PrintTable(gateway, stage);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s: %s\n", argv[0], error.what());
    return 1;
  }
}
