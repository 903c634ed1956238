package org.emcc.testkit.contract;

import org.emcc.core.store.HomeLoginStore;

class MemoryHomeStoreTest extends HomeLoginStoreContract {
    @Override
    protected HomeLoginStore newStore() {
        return HomeLoginStore.inMemory();
    }

    @Override
    protected HomeLoginStore otherNode(HomeLoginStore store) {
        return store;
    }
}
