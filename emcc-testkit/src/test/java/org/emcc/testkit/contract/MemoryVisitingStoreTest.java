package org.emcc.testkit.contract;

import org.emcc.core.store.VisitingLoginStore;

class MemoryVisitingStoreTest extends VisitingLoginStoreContract {
    @Override
    protected VisitingLoginStore newStore() {
        return VisitingLoginStore.inMemory();
    }

    @Override
    protected VisitingLoginStore otherNode(VisitingLoginStore store) {
        return store;
    }
}
