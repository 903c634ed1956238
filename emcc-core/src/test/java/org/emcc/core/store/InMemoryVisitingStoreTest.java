package org.emcc.core.store;

class InMemoryVisitingStoreTest extends VisitingLoginStoreContract {
    @Override
    protected VisitingLoginStore newStore() {
        return VisitingLoginStore.inMemory();
    }
}
