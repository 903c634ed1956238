package org.emcc.testkit.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.emcc.certs.depot.CertificateDepot;
import org.emcc.certs.depot.DepotUnavailableException;

/** Depots which break their contract in one point. */
final class BrokenDepots {
    private BrokenDepots() {}

    abstract static class DepotOf extends CertificateDepotContract {
        InMemoryDepot of() {
            return new InMemoryDepot();
        }

        @Override
        protected CertificateDepot newDepot() {
            return of();
        }

        @Override
        protected CertificateDepot otherCluster(CertificateDepot depot) {
            return depot;
        }

        @Override
        protected Optional<CertificateDepot> newDepotThatIsAway() {
            return Optional.of(new Away());
        }
    }

    private static class Away extends InMemoryDepot {
        RuntimeException failure() {
            return new DepotUnavailableException("the depot is away", true, new IOException("not mounted"));
        }

        @Override
        public List<String> names() {
            throw failure();
        }

        @Override
        public Optional<byte[]> read(String name, int most) {
            checked(name);
            throw failure();
        }

        @Override
        public void write(String name, byte[] content) {
            checked(name);
            throw failure();
        }

        @Override
        public boolean delete(String name) {
            checked(name);
            throw failure();
        }
    }

    /** Breaks nothing. */
    static class SoundDepot extends DepotOf {}

    static class NeverReplaces extends DepotOf {
        @Override
        InMemoryDepot of() {
            return new InMemoryDepot() {
                @Override
                public void write(String name, byte[] content) {
                    files.putIfAbsent(checked(name), content.clone());
                }
            };
        }
    }

    static class EachClusterHasItsOwn extends DepotOf {
        @Override
        protected CertificateDepot otherCluster(CertificateDepot depot) {
            return new InMemoryDepot();
        }
    }

    static class LosesWhatIsNotForced extends DepotOf {
        @Override
        InMemoryDepot of() {
            return new InMemoryDepot() {
                @Override
                public void writeUnforced(String name, byte[] content) {
                    checked(name);
                }
            };
        }
    }

    static class TakesOctetsForText extends DepotOf {
        @Override
        InMemoryDepot of() {
            return new InMemoryDepot() {
                @Override
                public void write(String name, byte[] content) {
                    super.write(name, new String(content, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8));
                }
            };
        }
    }

    static class ReadsAll extends DepotOf {
        @Override
        InMemoryDepot of() {
            return new InMemoryDepot() {
                @Override
                public Optional<byte[]> read(String name, int most) {
                    return super.read(name, Integer.MAX_VALUE);
                }
            };
        }
    }

    static class TakesAbsentForEmpty extends DepotOf {
        @Override
        InMemoryDepot of() {
            return new InMemoryDepot() {
                @Override
                public Optional<byte[]> read(String name, int most) {
                    return super.read(name, most).or(() -> Optional.of(new byte[0]));
                }
            };
        }
    }

    static class AlwaysSaysThatThereWasOne extends DepotOf {
        @Override
        InMemoryDepot of() {
            return new InMemoryDepot() {
                @Override
                public boolean delete(String name) {
                    super.delete(name);
                    return true;
                }
            };
        }
    }

    static class DeletesOneAtATime extends DepotOf {
        @Override
        InMemoryDepot of() {
            SoundPorts.Meeting<Object> meeting = new SoundPorts.Meeting<>(50);
            return new InMemoryDepot() {
                @Override
                public boolean delete(String name) {
                    Object own = new Object();
                    if (meeting.meet(own) != own) {
                        throw new DepotUnavailableException("it is in use", true, new IOException("in use"));
                    }
                    return super.delete(name);
                }
            };
        }
    }

    static class SortsBackwards extends DepotOf {
        @Override
        InMemoryDepot of() {
            return new InMemoryDepot() {
                @Override
                public List<String> names() {
                    List<String> names = new ArrayList<>(super.names());
                    Collections.reverse(names);
                    return names;
                }
            };
        }
    }

    static class GivesItsOwnListAway extends DepotOf {
        @Override
        InMemoryDepot of() {
            List<String> own = new ArrayList<>();
            return new InMemoryDepot() {
                @Override
                public List<String> names() {
                    return own;
                }

                @Override
                public void write(String name, byte[] content) {
                    super.write(name, content);
                    refresh();
                }

                @Override
                public boolean delete(String name) {
                    boolean deleted = super.delete(name);
                    refresh();
                    return deleted;
                }

                private synchronized void refresh() {
                    own.clear();
                    own.addAll(files.keySet());
                }
            };
        }
    }

    static class TakesAnyName extends DepotOf {
        @Override
        InMemoryDepot of() {
            return new InMemoryDepot() {
                @Override
                String checked(String name) {
                    return name;
                }
            };
        }
    }

    static class TakesShortNamesOnly extends DepotOf {
        @Override
        InMemoryDepot of() {
            return new InMemoryDepot() {
                @Override
                String checked(String name) {
                    if (name.length() > 64) {
                        throw new IllegalArgumentException("a name has 64 characters at most");
                    }
                    return super.checked(name);
                }
            };
        }
    }

    static class KeepsTheCallersArray extends DepotOf {
        @Override
        InMemoryDepot of() {
            return new InMemoryDepot() {
                @Override
                public void write(String name, byte[] content) {
                    files.put(checked(name), content);
                }
            };
        }
    }

    static class WritesOneAtATime extends DepotOf {
        @Override
        InMemoryDepot of() {
            SoundPorts.Meeting<Object> meeting = new SoundPorts.Meeting<>();
            return new InMemoryDepot() {
                @Override
                public void write(String name, byte[] content) {
                    Object own = new Object();
                    if (meeting.meet(own) != own) {
                        throw new DepotUnavailableException("it is in use", true, new IOException("in use"));
                    }
                    super.write(name, content);
                }
            };
        }
    }

    static class ShowsPartsOfFiles extends DepotOf {
        @Override
        InMemoryDepot of() {
            return new InMemoryDepot() {
                @Override
                public void write(String name, byte[] content) {
                    if (files.containsKey(checked(name)) && Arrays.equals(files.get(name), content)) {
                        return;
                    }
                    super.write(name, Arrays.copyOf(content, content.length / 2));
                    new SoundPorts.Meeting<>(5).meet(content); // a moment
                    super.write(name, content);
                }
            };
        }
    }

    static class MissesAFileThatIsReplaced extends DepotOf {
        @Override
        InMemoryDepot of() {
            return new InMemoryDepot() {
                @Override
                public void write(String name, byte[] content) {
                    if (files.containsKey(checked(name)) && Arrays.equals(files.get(name), content)) {
                        return;
                    }
                    files.remove(name);
                    new SoundPorts.Meeting<>(5).meet(content); // a moment
                    super.write(name, content);
                }
            };
        }
    }

    static class HasAnExceptionOfItsOwn extends DepotOf {
        @Override
        protected Optional<CertificateDepot> newDepotThatIsAway() {
            return Optional.of(new Away() {
                @Override
                RuntimeException failure() {
                    return new UncheckedIOException(new IOException("not mounted"));
                }
            });
        }
    }
}
