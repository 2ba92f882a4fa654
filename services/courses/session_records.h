#pragma once

#include "services/common/rpc/call.h"
#include "waymark/courses/v1/sessions.pb.h"

// The handlers of sessions (see the proto).
namespace waymark::courses {

void CreateSession(rpc::Call& call, const v1::CreateSessionRequest& request, v1::Session& reply);
void BatchCreateSessions(rpc::Call& call, const v1::BatchCreateSessionsRequest& request,
                         v1::BatchCreateSessionsResponse& reply);
void GetSession(rpc::Call& call, const v1::GetSessionRequest& request, v1::Session& reply);
void ListSessions(rpc::Call& call, const v1::ListSessionsRequest& request, v1::ListSessionsResponse& reply);
void UpdateSession(rpc::Call& call, const v1::UpdateSessionRequest& request, v1::Session& reply);

}  // namespace waymark::courses
