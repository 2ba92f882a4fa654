#pragma once

#include <string>

// The session of `waymark login`, kept in a file that its owner alone can read
// (`waymark/session` in XDG_STATE_HOME, by default ~/.local/state) until it ends.
namespace waymark::cli {

// Its secret, if it was begun at this gateway: it is shown to no other. Else empty.
std::string KeptSession(const std::string& url);

void KeepSession(const std::string& url, const std::string& secret);

void ForgetSession();

}  // namespace waymark::cli
