#include <cstdio>
#include <fstream>
#include <optional>
#include <sstream>

#include "gateway/cli/audit.h"
#include "gateway/cli/audit_entries.h"
#include "gateway/cli/common_options.h"
#include "services/common/audit/chain.h"
#include "services/common/base/progress.h"

namespace waymark::cli {
namespace {

using waymark::access::v1::AuditEntry;
using waymark::access::v1::ListAuditEntriesRequest;

std::string ContentOf(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error(path + " cannot be read");
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

// The checkpoints of one organization in a file. Throws std::runtime_error that names
// the line which is wrong; one at the end that was not finished is passed over.
std::vector<audit::Checkpoint> ReadCheckpoints(const AuditVerifyOptions& options,
                                               const std::string& organization_id) {
  std::optional<crypto::SignatureVerifier> signatures;
  if (!options.key.empty()) signatures.emplace(ContentOf(options.key));
  std::istringstream lines(ContentOf(options.checkpoints));
  std::vector<audit::Checkpoint> checkpoints;
  int number = 0;
  for (std::string line; std::getline(lines, line);) {
    const std::string where = options.checkpoints + ", line " + std::to_string(++number) + ": ";
    const auto checkpoint = audit::ParseCheckpoint(line);
    if (!checkpoint && lines.eof()) break;
    if (!checkpoint) throw std::runtime_error(where + "is no checkpoint");
    if (signatures && !audit::IsSigned(*signatures, *checkpoint))
      throw std::runtime_error(where +
                               "its signature is not of this key: somebody wrote it who has not the key");
    if (checkpoint->organization_id == organization_id) checkpoints.push_back(*checkpoint);
  }
  return checkpoints;
}

// Follows the chain through the answers of the server. The records themselves are
// looked at, not what the server says of them.
void FollowChain(const Address& address, const std::string& organization, audit::ChainVerifier& verifier) {
  ListAuditEntriesRequest request;
  request.set_parent("organizations/" + organization);
  int64_t entries = 0;
  ForEachAuditEntry(address, request, 1, [&](const AuditEntry& last) { entries = last.entry_no(); });
  Progress progress("audit entries", entries, !Common().quiet);
  request.set_order_by("entry_no");
  ForEachAuditEntry(address, request, INT64_MAX, [&](const AuditEntry& entry) {
    verifier.Take({entry.entry_no(), entry.previous_hash(), entry.hash(), entry.record()});
    progress.Add(1);
  });
  verifier.Finish();
}

}  // namespace

bool VerifyAudit(const Address& address, const AuditVerifyOptions& options) {
  const std::string organization_id = options.organization == "-" ? "*" : options.organization;
  std::vector<audit::Checkpoint> checkpoints;
  if (!options.checkpoints.empty()) checkpoints = ReadCheckpoints(options, organization_id);
  const size_t given = checkpoints.size();
  if (!options.checkpoints.empty() && given == 0)
    throw std::runtime_error("there is no checkpoint of " + options.organization + " in " +
                             options.checkpoints + ": nothing was compared");
  audit::ChainVerifier verifier(organization_id, std::move(checkpoints));
  FollowChain(address, options.organization, verifier);
  if (verifier.broken()) {
    std::printf("BROKEN  the audit log of %s at entry %ld: %s\n", options.organization.c_str(),
                static_cast<long>(verifier.broken()->entry_no), verifier.broken()->reason.c_str());
    return false;
  }
  std::printf("holds   the audit log of %s: %s entries, each follows on the one before\n",
              options.organization.c_str(), Grouped(verifier.entries()).c_str());
  if (options.checkpoints.empty()) {
    std::printf(
        "        no checkpoints were compared: a log that was cut short or rewritten as a whole looks the "
        "same\n");
  } else {
    std::printf("        %s of %s checkpoints agree%s\n", Grouped(verifier.agreed()).c_str(),
                Grouped(static_cast<int64_t>(given)).c_str(),
                options.key.empty() ? "; their signatures were not checked (--key)" : ", and are signed");
  }
  return true;
}

}  // namespace waymark::cli
