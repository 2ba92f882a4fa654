#include "services/common/base/thread_name.h"

#include <pthread.h>

#include <string>

namespace waymark {

void NameThread(std::string_view name) {
  pthread_setname_np(pthread_self(), std::string(name.substr(0, 15)).c_str());
}

}  // namespace waymark
