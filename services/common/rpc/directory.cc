#include "services/common/rpc/directory.h"

#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <span>
#include <unordered_map>

#include "services/common/rpc/call.h"
#include "services/common/rpc/upstream.h"
#include "services/common/status/error.h"
#include "waymark/directory/v1/directory.grpc.pb.h"

namespace waymark::rpc {
namespace {

using waymark::directory::v1::DirectoryService;
using waymark::directory::v1::ResolveRequest;
using waymark::directory::v1::ResolveResponse;

constexpr size_t kMostReferences = 1000;

constexpr char kAccounts[] = "accounts";

Error ErrorOf(const grpc::Status& status, std::string_view collection) {
  const std::string directory = "the directory of " + std::string(collection);
  switch (status.error_code()) {
    case grpc::StatusCode::UNAVAILABLE:
    case grpc::StatusCode::CANCELLED:
    // The caller's signed context has run out on the way, or a clock was set.
    case grpc::StatusCode::UNAUTHENTICATED:
      return Unavailable(directory);
    case grpc::StatusCode::DEADLINE_EXCEEDED:
      return DeadlineExceeded();
    case grpc::StatusCode::RESOURCE_EXHAUSTED:
      return Overloaded(directory);
    default:
      return Internal(directory + " answers code " + std::to_string(status.error_code()));
  }
}

class RemoteDirectory final : public Directory {
 public:
  RemoteDirectory(const DirectoryAddresses& addresses, const authorization::PeerFiles& files)
      : participants_(
            DirectoryService::NewStub(ChannelToUpstream("participants", addresses.participants, files))) {
    if (!addresses.access.empty())
      accounts_ = DirectoryService::NewStub(ChannelToUpstream("access", addresses.access, files));
  }

  std::vector<Resolved> Resolve(const Call& call, std::string_view collection,
                                const std::vector<std::string>& references, bool with_protection,
                                waymark::identity::v1::Role role) override {
    std::unordered_map<std::string_view, Resolved> known;
    std::vector<std::string_view> asked;
    ResolveRequest request;
    request.set_organization_id(call.organization());
    request.set_collection(std::string(collection));
    // Of accounts none is about a person, whom a reach could leave out.
    if (collection != kAccounts) request.set_permission(call.caller().permission);
    request.set_with_protection(with_protection);
    request.set_role(role);
    for (const auto& reference : references) {
      if (!reference.empty() && known.try_emplace(reference).second) asked.push_back(reference);
    }
    for (size_t begin = 0; begin < asked.size(); begin += kMostReferences) {
      const size_t count = std::min(kMostReferences, asked.size() - begin);
      Ask(call, request, std::span(asked).subspan(begin, count), known);
    }
    std::vector<Resolved> answers;
    answers.reserve(references.size());
    for (const auto& reference : references)
      answers.push_back(reference.empty() ? Resolved() : known[reference]);
    return answers;
  }

 private:
  DirectoryService::Stub& OwnerOf(std::string_view collection) {
    if (collection != kAccounts) return *participants_;
    if (!accounts_) throw Internal("the service does not say that it names accounts");
    return *accounts_;
  }

  // Asks what `request` does of these references.
  void Ask(const Call& call, ResolveRequest& request, std::span<const std::string_view> references,
           std::unordered_map<std::string_view, Resolved>& known) {
    request.clear_references();
    for (const auto reference : references) request.add_references(std::string(reference));
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() +
                         std::chrono::duration_cast<std::chrono::system_clock::duration>(
                             call.scope().deadline - std::chrono::steady_clock::now()));
    context.AddMetadata("traceparent", call.origin().traceparent);
    context.AddMetadata(authorization::kCallerMetadata, call.caller().signed_context);
    ResolveResponse response;
    const grpc::Status status = OwnerOf(request.collection()).Resolve(&context, request, &response);
    if (!status.ok()) throw ErrorOf(status, request.collection());
    if (response.resolutions_size() != request.references_size())
      throw Internal("the directory answers too little");
    for (int i = 0; i < response.resolutions_size(); ++i) {
      auto* resolution = response.mutable_resolutions(i);
      known[references[static_cast<size_t>(i)]] = {
          .id = std::move(*resolution->mutable_id()),
          .open = resolution->open(),
          .deceased = resolution->deceased(),
          .is_protected = resolution->protected_(),
          .redacted = resolution->redacted(),
          .participant_ids = {resolution->participant_ids().begin(), resolution->participant_ids().end()}};
    }
  }

  const std::unique_ptr<DirectoryService::Stub> participants_;
  std::unique_ptr<DirectoryService::Stub> accounts_;
};

}  // namespace

std::unique_ptr<Directory> MakeDirectory(const DirectoryAddresses& addresses,
                                         const authorization::PeerFiles& files) {
  return std::make_unique<RemoteDirectory>(addresses, files);
}

}  // namespace waymark::rpc
