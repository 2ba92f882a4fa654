#pragma once

#include <semaphore>

#include "services/common/status/error.h"

namespace waymark::access {

// A provider may take seconds to answer: four ask at a time, and others are
// RESOURCE_EXHAUSTED at once, so that a slow one does not take all workers.
class ProviderTurns {
 public:
  // A turn lasts as long as this lives.
  class Turn {
   public:
    explicit Turn(ProviderTurns& turns) : turns_(turns) {
      if (!turns_.free_.try_acquire()) throw Overloaded("the provider of sign-ins");
    }
    ~Turn() { turns_.free_.release(); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

   private:
    ProviderTurns& turns_;
  };

 private:
  std::counting_semaphore<4> free_{4};
};

}  // namespace waymark::access
