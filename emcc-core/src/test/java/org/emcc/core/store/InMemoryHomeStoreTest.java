package org.emcc.core.store;

class InMemoryHomeStoreTest extends HomeLoginStoreContract {
    @Override
    protected HomeLoginStore newStore() {
        return HomeLoginStore.inMemory();
    }
}
