#include "services/common/rpc/upstream.h"

namespace waymark::rpc {

std::shared_ptr<grpc::Channel> ChannelToUpstream(const std::string& service, const std::string& address,
                                                 const authorization::PeerFiles& files) {
  grpc::ChannelArguments arguments;
  // It restarts in seconds: do not wait minutes to see it.
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 100);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 1000);
  // A page of events is as large as its first event at least.
  arguments.SetMaxReceiveMessageSize(-1);
  return authorization::ChannelTo(service, address, files, arguments);
}

}  // namespace waymark::rpc
