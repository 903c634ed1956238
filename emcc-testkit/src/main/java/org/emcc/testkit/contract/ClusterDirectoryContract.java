package org.emcc.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.directory.ClusterDirectory;
import org.emcc.core.id.ServiceAddress;
import org.emcc.testkit.fixture.Addresses;
import org.emcc.testkit.fixture.Company;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link ClusterDirectory} keeps to. Uses nothing but JUnit: one method says how to make one with some settings.
 *
 * @threadsafety not thread-safe; a new one for each test
 * @since 0.1.0
 */
public abstract class ClusterDirectoryContract {
    private static final ServiceAddress HERE = ServiceAddress.of("127.0.0.1", 1);
    private static final int THREADS = 8;
    private static final int TIMES = 20;

    /** For those who extend it. */
    protected ClusterDirectoryContract() {}

    /**
     * A directory of one cluster.
     *
     * @param settings what is set for the cluster, for as long as the test lasts
     * @return a new one
     */
    protected abstract ClusterDirectory newDirectory(ClusterSettings settings);

    private static ClusterSettings settings(Company company) {
        return company.configuration(new Addresses(HERE, HERE, HERE)).settings();
    }

    @Test
    @Timeout(120)
    void whatIsSetIsToldWhole() {
        for (Company company : List.of(Company.newYork(), Company.london())) {
            ClusterSettings settings = settings(company);
            assertEquals(settings, newDirectory(settings).settings());
        }
    }

    @Test
    @Timeout(120)
    void theClusterIdNeverChanges() {
        ClusterDirectory directory = newDirectory(settings(Company.london()));
        for (int i = 0; i < TIMES; i++) {
            assertEquals(Company.london().id(), directory.settings().id());
        }
    }

    @Test
    @Timeout(120)
    void manyAskAtOnce() throws Exception {
        ClusterSettings settings = settings(Company.newYork());
        ClusterDirectory directory = newDirectory(settings);
        List<ClusterSettings> told = AtOnce.run(THREADS, () -> {
            for (int i = 1; i < TIMES; i++) {
                directory.settings();
            }
            return List.of(directory.settings());
        });
        assertEquals(Set.of(settings), Set.copyOf(told));
    }
}
