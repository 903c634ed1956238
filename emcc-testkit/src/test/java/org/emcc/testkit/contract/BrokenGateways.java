package org.emcc.testkit.contract;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntSupplier;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.directory.Directories;
import org.emcc.core.gateway.ApplicationCheck;
import org.emcc.core.gateway.Applications;
import org.emcc.core.gateway.ClusterLink;
import org.emcc.core.gateway.LinkAnswer;
import org.emcc.core.gateway.PhoneControl;
import org.emcc.core.gateway.PhoneFiles;
import org.emcc.core.gateway.PublishedFile;
import org.emcc.core.gateway.ResetOutcome;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;
import org.emcc.core.login.HomeCluster;
import org.emcc.core.login.InProcessLink;
import org.emcc.core.login.VisitingCluster;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.HomeReply;
import org.emcc.core.session.LoginsAnswer;
import org.emcc.core.session.LoginsQuery;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.LogoutMessage;
import org.emcc.core.session.LogoutReply;
import org.emcc.core.session.RemoteLogin;
import org.emcc.core.session.UpdateAnswer;
import org.emcc.core.session.UpdateQuery;
import org.emcc.core.session.UserAnswer;
import org.emcc.core.session.UserQuery;
import org.emcc.sip.message.DigestSecret;
import org.emcc.sip.registration.DigestUser;
import org.emcc.sip.registration.DigestUsers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Gateways which break their contracts in one point. */
final class BrokenGateways {
    private BrokenGateways() {}

    // ---- applications

    abstract static class ApplicationsOf extends ApplicationsContract {
        static char[] right(String appId) {
            return passwordOf(appId);
        }

        abstract Applications of(Map<String, ApplicationCheck> rights);

        @Override
        protected Applications newApplications(Map<String, ApplicationCheck> rights) {
            return of(rights);
        }
    }

    /** Breaks nothing. */
    static class SoundApplications extends ApplicationsOf {
        @Override
        Applications of(Map<String, ApplicationCheck> rights) {
            return new SoundPorts.Clear(rights, ApplicationsOf::right);
        }
    }

    static class GivesEverybodyTheRight extends ApplicationsOf {
        @Override
        Applications of(Map<String, ApplicationCheck> rights) {
            return new SoundPorts.Clear(rights, ApplicationsOf::right) {
                @Override
                ApplicationCheck said(String appId, char[] password) {
                    ApplicationCheck said = super.said(appId, password);
                    return said.kind() == ApplicationCheck.Kind.NO_RIGHT ? new ApplicationCheck.ActsForAll() : said;
                }
            };
        }
    }

    static class IgnoresCase extends ApplicationsOf {
        @Override
        Applications of(Map<String, ApplicationCheck> rights) {
            return new SoundPorts.Clear(rights, ApplicationsOf::right) {
                @Override
                boolean proves(String appId, char[] password) {
                    return super.proves(
                            appId, new String(password).toLowerCase(Locale.ROOT).toCharArray());
                }
            };
        }
    }

    static class TakesAnyKnownPassword extends ApplicationsOf {
        @Override
        Applications of(Map<String, ApplicationCheck> rights) {
            return new SoundPorts.Clear(rights, ApplicationsOf::right) {
                @Override
                boolean proves(String appId, char[] password) {
                    return rights.keySet().stream().anyMatch(each -> super.proves(each, password));
                }
            };
        }
    }

    static class DoesNotSayWhoIsUnknown extends ApplicationsOf {
        @Override
        Applications of(Map<String, ApplicationCheck> rights) {
            return new SoundPorts.Clear(rights, ApplicationsOf::right) {
                @Override
                ApplicationCheck said(String appId, char[] password) {
                    return rights.containsKey(appId)
                            ? super.said(appId, password)
                            : new ApplicationCheck.WrongPassword();
                }
            };
        }
    }

    /** Remembers who has proved itself by the caller's array, which the caller clears. */
    static class KeepsTheCallersArray extends ApplicationsOf {
        @Override
        Applications of(Map<String, ApplicationCheck> rights) {
            Map<String, char[]> proved = new ConcurrentHashMap<>();
            return new SoundPorts.Clear(rights, ApplicationsOf::right) {
                @Override
                boolean proves(String appId, char[] password) {
                    char[] before = proved.get(appId);
                    if (before != null) {
                        return Arrays.equals(before, password);
                    }
                    boolean right = super.proves(appId, password);
                    if (right) {
                        proved.put(appId, password);
                    }
                    return right;
                }
            };
        }
    }

    static class MixesApplicationsUp extends ApplicationsOf {
        @Override
        Applications of(Map<String, ApplicationCheck> rights) {
            SoundPorts.Meeting<ApplicationCheck> meeting = new SoundPorts.Meeting<>();
            return new SoundPorts.Clear(rights, ApplicationsOf::right) {
                @Override
                ApplicationCheck said(String appId, char[] password) {
                    return meeting.meet(super.said(appId, password));
                }
            };
        }
    }

    static class TellsItsPasswords extends ApplicationsOf {
        @Override
        Applications of(Map<String, ApplicationCheck> rights) {
            return new SoundPorts.Clear(rights, ApplicationsOf::right) {
                @Override
                public String toString() {
                    return "Applications"
                            + rights.keySet().stream()
                                    .map(each -> new String(right(each)))
                                    .toList();
                }
            };
        }
    }

    // ---- digest users

    /** Breaks nothing. */
    static class SoundUsers extends DigestUsersContract {
        boolean is(String asked, String name) {
            return asked.equals(name);
        }

        Optional<DeviceName> deviceOf(DeviceName device) {
            return Optional.of(device);
        }

        boolean demanded() {
            return true;
        }

        @Override
        protected DigestUsers newUsers(Map<String, DeviceName> phones) {
            DigestSecret secret = DigestSecret.ofPassword("digest-7193551802".toCharArray());
            return new DigestUsers() {
                @Override
                public Optional<DigestUser> find(String asked) {
                    return phones.entrySet().stream()
                            .filter(each -> is(asked, each.getKey()))
                            .findFirst()
                            .map(each -> deviceOf(each.getValue())
                                    .map(device -> DigestUser.of(device, secret))
                                    .orElseGet(() -> DigestUser.withoutDevice(secret)));
                }

                @Override
                public boolean isDemandedOf(DeviceName device) {
                    return demanded();
                }
            };
        }
    }

    static class KnowsNoDevices extends SoundUsers {
        @Override
        Optional<DeviceName> deviceOf(DeviceName device) {
            return Optional.empty();
        }
    }

    static class TakesAnybodyWithTheBeginning extends SoundUsers {
        @Override
        boolean is(String asked, String name) {
            return name.startsWith(asked);
        }
    }

    static class DemandsNothing extends SoundUsers {
        @Override
        boolean demanded() {
            return false;
        }
    }

    // ---- phone control

    abstract static class PhonesOf extends PhoneControlContract {
        SoundPorts.Phones phones = new SoundPorts.Phones();

        abstract CompletableFuture<ResetOutcome> reset(DeviceName phone);

        @Override
        protected PhoneControl newControl() {
            return this::reset;
        }

        @Override
        protected IntSupplier register(DeviceName phone, ResetOutcome does) {
            return phones.register(phone, does);
        }

        @Override
        protected void unregister(DeviceName phone) {
            phones.unregister(phone);
        }
    }

    /** Breaks nothing. */
    static class SoundControl extends PhonesOf {
        @Override
        CompletableFuture<ResetOutcome> reset(DeviceName phone) {
            return phones.reset(phone);
        }
    }

    static class CannotTellWhoIsRegistered extends PhonesOf {
        @Override
        CompletableFuture<ResetOutcome> reset(DeviceName phone) {
            return phones.reset(phone)
                    .thenApply(said -> said == ResetOutcome.NOT_REGISTERED ? ResetOutcome.NO_ANSWER : said);
        }
    }

    static class FailsForOddNames extends PhonesOf {
        @Override
        CompletableFuture<ResetOutcome> reset(DeviceName phone) {
            return phone.value().length() == 15
                    ? phones.reset(phone)
                    : CompletableFuture.failedFuture(new IllegalArgumentException("no phone has such a name"));
        }
    }

    static class TellsTwice extends PhonesOf {
        @Override
        CompletableFuture<ResetOutcome> reset(DeviceName phone) {
            phones.tell(phone);
            return phones.reset(phone);
        }
    }

    static class FailsWhenRefused extends PhonesOf {
        @Override
        CompletableFuture<ResetOutcome> reset(DeviceName phone) {
            return phones.reset(phone).thenApply(said -> {
                if (said == ResetOutcome.REFUSED) {
                    throw new IllegalStateException("480 Temporarily Unavailable");
                }
                return said;
            });
        }
    }

    static class WaitsForThePhone extends PhonesOf {
        @Override
        CompletableFuture<ResetOutcome> reset(DeviceName phone) {
            return CompletableFuture.completedFuture(phones.reset(phone).join());
        }
    }

    static class TakesSilenceForConsent extends PhonesOf {
        @Override
        CompletableFuture<ResetOutcome> reset(DeviceName phone) {
            return phones.reset(phone).thenApply(said -> said == ResetOutcome.NO_ANSWER ? ResetOutcome.ACCEPTED : said);
        }
    }

    static class TellsAllPhones extends PhonesOf {
        @Override
        CompletableFuture<ResetOutcome> reset(DeviceName phone) {
            phones.registered.keySet().stream()
                    .filter(each -> !each.equals(phone))
                    .forEach(phones::tell);
            return phones.reset(phone);
        }
    }

    static class RemembersWhoHasLeft extends PhonesOf {
        @Override
        CompletableFuture<ResetOutcome> reset(DeviceName phone) {
            return phones.reset(phone)
                    .thenApply(said -> said == ResetOutcome.NOT_REGISTERED && phones.told.containsKey(phone)
                            ? ResetOutcome.ACCEPTED
                            : said);
        }
    }

    static class ResetsOneAtATime extends PhonesOf {
        private final SoundPorts.Meeting<DeviceName> meeting = new SoundPorts.Meeting<>(50);

        @Override
        CompletableFuture<ResetOutcome> reset(DeviceName phone) {
            return meeting.meet(phone).equals(phone)
                    ? phones.reset(phone)
                    : CompletableFuture.completedFuture(ResetOutcome.NO_ANSWER);
        }
    }

    // ---- files

    abstract static class FilesOf extends PhoneFilesContract {
        SoundPorts.Files of(Directories directories, Clock clock) {
            return new SoundPorts.Files(directories, clock);
        }

        @Override
        protected PhoneFiles newFiles(Directories directories, Clock clock) {
            return of(directories, clock);
        }

        @Override
        protected PhoneFiles otherNode(PhoneFiles files) {
            return files;
        }

        @Override
        protected Optional<byte[]> served(PhoneFiles files, DeviceName phone) {
            return ((SoundPorts.Files) files).served(phone);
        }
    }

    /** Breaks nothing. */
    static class SoundFiles extends FilesOf {}

    static class EachNodeHasItsOwn extends FilesOf {
        @Override
        protected PhoneFiles otherNode(PhoneFiles files) {
            SoundPorts.Files mine = (SoundPorts.Files) files;
            return new SoundPorts.Files(mine.directories, mine.clock);
        }
    }

    static class GivesNoGrace extends FilesOf {
        @Override
        SoundPorts.Files of(Directories directories, Clock clock) {
            return new SoundPorts.Files(directories, clock) {
                @Override
                public void withdraw(LoginId login, DeviceName device, Duration grace) {
                    super.withdraw(login, device, Duration.ZERO);
                }
            };
        }
    }

    static class GivesAMomentWhereThereIsNone extends FilesOf {
        @Override
        SoundPorts.Files of(Directories directories, Clock clock) {
            return new SoundPorts.Files(directories, clock) {
                @Override
                public void withdraw(LoginId login, DeviceName device, Duration grace) {
                    super.withdraw(login, device, grace.isZero() ? Duration.ofSeconds(1) : grace);
                }
            };
        }
    }

    static class PutsItsEndOff extends FilesOf {
        @Override
        SoundPorts.Files of(Directories directories, Clock clock) {
            return new SoundPorts.Files(directories, clock) {
                @Override
                synchronized void end(Shelf shelf, LoginId login, DeviceName phone, Instant when) {
                    super.end(shelf, login, phone, when);
                    if (login.equals(shelf.logins.get(phone))) {
                        shelf.ends.put(phone, when);
                    }
                }
            };
        }
    }

    static class TakesLateOnesOfTheEnded extends FilesOf {
        @Override
        SoundPorts.Files of(Directories directories, Clock clock) {
            return new SoundPorts.Files(directories, clock) {
                @Override
                synchronized void end(Shelf shelf, LoginId login, DeviceName phone, Instant when) {
                    super.end(shelf, login, phone, when);
                    shelf.over.remove(login);
                }
            };
        }
    }

    static class ForgetsEndsWithoutBeginning extends FilesOf {
        @Override
        SoundPorts.Files of(Directories directories, Clock clock) {
            return new SoundPorts.Files(directories, clock) {
                @Override
                synchronized void end(Shelf shelf, LoginId login, DeviceName phone, Instant when) {
                    if (login.equals(shelf.logins.get(phone))) {
                        super.end(shelf, login, phone, when);
                    }
                }
            };
        }
    }

    static class EndsWhateverThePhoneHas extends FilesOf {
        @Override
        SoundPorts.Files of(Directories directories, Clock clock) {
            return new SoundPorts.Files(directories, clock) {
                @Override
                synchronized void end(Shelf shelf, LoginId login, DeviceName phone, Instant when) {
                    super.end(shelf, shelf.logins.getOrDefault(phone, login), phone, when);
                    shelf.over.add(login);
                }
            };
        }
    }

    static class ServesWhoeverComesLast extends FilesOf {
        @Override
        SoundPorts.Files of(Directories directories, Clock clock) {
            return new SoundPorts.Files(directories, clock) {
                @Override
                boolean takes(Shelf shelf, LoginId login, DeviceName phone) {
                    return !shelf.over.contains(login);
                }
            };
        }
    }

    static class KeepsTheFirst extends FilesOf {
        @Override
        SoundPorts.Files of(Directories directories, Clock clock) {
            return new SoundPorts.Files(directories, clock) {
                @Override
                boolean takes(Shelf shelf, LoginId login, DeviceName phone) {
                    LoginId there = shelf.logins.get(phone);
                    return super.takes(shelf, login, phone)
                            && (there == null || there.equals(login) || shelf.over.contains(there));
                }
            };
        }
    }

    static class StampsEachTimeAnew extends FilesOf {
        @Override
        SoundPorts.Files of(Directories directories, Clock clock) {
            return new SoundPorts.Files(directories, clock) {
                @Override
                synchronized PublishedFile put(Shelf shelf, LoginId login, DeviceName phone, String text) {
                    return super.put(shelf, login, phone, text + " of " + clock.instant());
                }
            };
        }
    }

    /** Remembers on disk what was published, but not the files, which are lost with the process. */
    static class DoesNothingTwice extends FilesOf {
        private final Set<LoginId> disk = new HashSet<>();

        @Override
        SoundPorts.Files of(Directories directories, Clock clock) {
            return new SoundPorts.Files(directories, clock) {
                @Override
                synchronized PublishedFile put(Shelf shelf, LoginId login, DeviceName phone, String text) {
                    return disk.add(login)
                            ? super.put(shelf, login, phone, text)
                            : new PublishedFile(phone + ".cnf.xml", text.length());
                }
            };
        }
    }

    static class TellsNoSize extends FilesOf {
        @Override
        SoundPorts.Files of(Directories directories, Clock clock) {
            return new SoundPorts.Files(directories, clock) {
                @Override
                synchronized PublishedFile put(Shelf shelf, LoginId login, DeviceName phone, String text) {
                    return new PublishedFile(
                            super.put(shelf, login, phone, text).name(), 0);
                }
            };
        }
    }

    static class ForgetsThePhonesOwnFile extends FilesOf {
        @Override
        SoundPorts.Files of(Directories directories, Clock clock) {
            return new SoundPorts.Files(directories, clock) {
                @Override
                synchronized Optional<byte[]> served(DeviceName phone) {
                    return redirects.logins.containsKey(phone) && redirects.over.contains(redirects.logins.get(phone))
                            ? Optional.empty()
                            : super.served(phone);
                }
            };
        }
    }

    static class HasOneShelfForAllPhones extends FilesOf {
        @Override
        SoundPorts.Files of(Directories directories, Clock clock) {
            return new SoundPorts.Files(directories, clock) {
                @Override
                synchronized void end(Shelf shelf, LoginId login, DeviceName phone, Instant when) {
                    shelf.over.add(login);
                    shelf.logins.forEach((each, served) -> {
                        if (served.equals(login)) {
                            shelf.ends.put(each, when);
                        }
                    });
                    shelf.ends.put(phone, when);
                }
            };
        }
    }

    /** Looks first, and acts afterwards. */
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // that is what is wrong with it
    static class LooksBeforeItActs extends FilesOf {
        @Override
        SoundPorts.Files of(Directories directories, Clock clock) {
            SoundPorts.Meeting<Integer> meeting = new SoundPorts.Meeting<>(20);
            return new SoundPorts.Files(directories, clock) {
                @Override
                PublishedFile put(Shelf shelf, LoginId login, DeviceName phone, String text) {
                    boolean takes;
                    synchronized (this) {
                        takes = takes(shelf, login, phone);
                    }
                    meeting.meet(0);
                    synchronized (this) {
                        if (takes) {
                            shelf.logins.put(phone, login);
                            shelf.texts.put(phone, text);
                            shelf.ends.remove(phone);
                        }
                    }
                    return new PublishedFile(phone + ".cnf.xml", text.length());
                }

                @Override
                void end(Shelf shelf, LoginId login, DeviceName phone, Instant when) {
                    super.end(shelf, login, phone, when);
                    meeting.meet(0);
                }
            };
        }
    }

    // ---- links

    abstract static class LinkOf extends ClusterLinkContract {
        private final ExecutorService threads = Executors.newCachedThreadPool();
        private String test = "";

        @RegisterExtension
        final BeforeEachCallback named =
                context -> test = context.getRequiredTestMethod().getName();

        @AfterEach
        void end() {
            threads.shutdown();
        }

        /** Short where a deadline is waited for. */
        Duration forQuestions() {
            return Duration.ofMillis(test.startsWith("aQuestionThatIsNotAnswered") ? 300 : 60_000);
        }

        Duration forLogins() {
            return Duration.ofMillis(test.startsWith("aLoginThatIsNotAnswered") ? 1_000 : 60_000);
        }

        ExecutorService threads() {
            return threads;
        }

        abstract ClusterLink of(InProcessLink way);

        @Override
        protected ClusterLink newLink(RemoteCluster peer, HomeCluster itsHome, VisitingCluster itsVisiting) {
            return of(InProcessLink.create().join(itsHome).join(itsVisiting));
        }
    }

    /** Breaks nothing. */
    static class SoundLink extends LinkOf {
        @Override
        ClusterLink of(InProcessLink way) {
            return new SoundPorts.Pooled(way, threads(), forQuestions(), forLogins());
        }
    }

    static class KnowsEverybody extends LinkOf {
        @Override
        ClusterLink of(InProcessLink way) {
            return new SoundPorts.Pooled(way, threads(), forQuestions(), forLogins()) {
                @Override
                public CompletableFuture<LinkAnswer<UserAnswer>> findUser(RemoteCluster peer, UserQuery query) {
                    return SoundPorts.changed(super.findUser(peer, query), said -> new UserAnswer.Mine());
                }
            };
        }
    }

    static class StripsWhatWasTyped extends LinkOf {
        @Override
        ClusterLink of(InProcessLink way) {
            return new SoundPorts.Pooled(way, threads(), forQuestions(), forLogins()) {
                @Override
                public CompletableFuture<LinkAnswer<UserAnswer>> findUser(RemoteCluster peer, UserQuery query) {
                    UserQuery.Builder less =
                            UserQuery.builder(query.from(), query.identifier().strip());
                    query.loginType().ifPresent(less::loginType);
                    return super.findUser(peer, less.build());
                }
            };
        }
    }

    static class ForgetsTheChosenProfile extends LinkOf {
        @Override
        ClusterLink of(InProcessLink way) {
            return new SoundPorts.Pooled(way, threads(), forQuestions(), forLogins()) {
                @Override
                public CompletableFuture<LinkAnswer<HomeReply>> login(RemoteCluster peer, RemoteLogin request) {
                    RemoteLogin.Builder less = RemoteLogin.builder(
                            request.login(), request.identifier(), request.pin(), request.visiting(), request.phone());
                    request.loginType().ifPresent(less::loginType);
                    return super.login(peer, less.build());
                }
            };
        }
    }

    static class SendsLoginsTwice extends LinkOf {
        @Override
        ClusterLink of(InProcessLink way) {
            return new SoundPorts.Pooled(way, threads(), forQuestions(), forLogins()) {
                @Override
                public CompletableFuture<LinkAnswer<HomeReply>> login(RemoteCluster peer, RemoteLogin request) {
                    return super.login(peer, request).thenCompose(first -> super.login(peer, request));
                }
            };
        }
    }

    static class SendsLoginsAgainAfterSilence extends LinkOf {
        @Override
        ClusterLink of(InProcessLink way) {
            return new SoundPorts.Pooled(way, threads(), forQuestions(), forLogins()) {
                @Override
                public CompletableFuture<LinkAnswer<HomeReply>> login(RemoteCluster peer, RemoteLogin request) {
                    return super.login(peer, request)
                            .thenCompose(first -> first instanceof LinkAnswer.Silent
                                    ? super.login(peer, request)
                                    : CompletableFuture.completedFuture(first));
                }
            };
        }
    }

    static class TakesQuestionsForRefusals extends LinkOf {
        @Override
        ClusterLink of(InProcessLink way) {
            return new SoundPorts.Pooled(way, threads(), forQuestions(), forLogins()) {
                @Override
                public CompletableFuture<LinkAnswer<HomeReply>> login(RemoteCluster peer, RemoteLogin request) {
                    return SoundPorts.changed(
                            super.login(peer, request),
                            said -> said.kind() == HomeReply.Kind.CHOOSE_PROFILE
                                    ? new HomeReply.Refused(ErrorCode.of(1))
                                    : said);
                }
            };
        }
    }

    static class KnowsOneCauseOnly extends LinkOf {
        @Override
        ClusterLink of(InProcessLink way) {
            return new SoundPorts.Pooled(way, threads(), forQuestions(), forLogins()) {
                private LogoutMessage less(LogoutMessage message) {
                    return new LogoutMessage(message.from(), message.login(), message.device(), LogoutCause.PHONE);
                }

                @Override
                public CompletableFuture<LinkAnswer<LogoutReply>> logout(RemoteCluster peer, LogoutMessage message) {
                    return super.logout(peer, less(message));
                }

                @Override
                public CompletableFuture<LinkAnswer<LogoutReply>> notice(RemoteCluster peer, LogoutMessage message) {
                    return super.notice(peer, less(message));
                }
            };
        }
    }

    static class SendsNoticesHome extends LinkOf {
        @Override
        ClusterLink of(InProcessLink way) {
            return new SoundPorts.Pooled(way, threads(), forQuestions(), forLogins()) {
                @Override
                public CompletableFuture<LinkAnswer<LogoutReply>> notice(RemoteCluster peer, LogoutMessage message) {
                    return super.logout(peer, message);
                }
            };
        }
    }

    static class AsksForOneLogin extends LinkOf {
        @Override
        ClusterLink of(InProcessLink way) {
            return new SoundPorts.Pooled(way, threads(), forQuestions(), forLogins()) {
                @Override
                public CompletableFuture<LinkAnswer<LoginsAnswer>> liveLogins(RemoteCluster peer, LoginsQuery query) {
                    return super.liveLogins(peer, new LoginsQuery(query.from(), SoundPorts.first(query.logins())));
                }
            };
        }
    }

    static class AsksEveryClusterForItsOwnData extends LinkOf {
        @Override
        ClusterLink of(InProcessLink way) {
            return new SoundPorts.Pooled(way, threads(), forQuestions(), forLogins()) {
                @Override
                public CompletableFuture<LinkAnswer<UpdateAnswer>> update(RemoteCluster peer, UpdateQuery query) {
                    return super.update(peer, new UpdateQuery(query.from(), peer.id()));
                }
            };
        }
    }

    /** Whoever is not there makes it fail. */
    static class FailsOverUnknownHosts extends LinkOf {
        @Override
        ClusterLink of(InProcessLink way) {
            return new SoundPorts.Pooled(way, threads(), forQuestions(), forLogins()) {
                @Override
                public CompletableFuture<LinkAnswer<UpdateAnswer>> update(RemoteCluster peer, UpdateQuery query) {
                    return super.update(peer, query).thenApply(said -> {
                        if (said instanceof LinkAnswer.Unreachable<UpdateAnswer> unreachable) {
                            throw new IllegalStateException(unreachable.why());
                        }
                        return said;
                    });
                }
            };
        }
    }

    static class SaysThatNothingArrived extends LinkOf {
        @Override
        ClusterLink of(InProcessLink way) {
            return new SoundPorts.Pooled(way, threads(), forQuestions(), forLogins()) {
                @Override
                <T> LinkAnswer<T> late() {
                    return new LinkAnswer.Unreachable<>("no answer in time");
                }
            };
        }
    }

    /** The other cluster says that it cannot, and is said to be away. */
    static class TakesRefusalsForAbsence extends LinkOf {
        @Override
        ClusterLink of(InProcessLink way) {
            return new SoundPorts.Pooled(way, threads(), forQuestions(), forLogins()) {
                @Override
                public CompletableFuture<LinkAnswer<HomeReply>> login(RemoteCluster peer, RemoteLogin request) {
                    return super.login(peer, request)
                            .thenApply(said -> said instanceof LinkAnswer.Answered<HomeReply> answered
                                            && answered.reply().kind() == HomeReply.Kind.REFUSED
                                    ? new LinkAnswer.Unreachable<>("it could not")
                                    : said);
                }
            };
        }
    }

    static class HasOneThread extends LinkOf {
        private final ExecutorService one = Executors.newSingleThreadExecutor();

        @AfterEach
        void endOne() {
            one.shutdown();
        }

        @Override
        ExecutorService threads() {
            return one;
        }

        @Override
        ClusterLink of(InProcessLink way) {
            return new SoundPorts.Pooled(way, one, Duration.ofSeconds(1), Duration.ofSeconds(1));
        }
    }

    static class TellsThePin extends LinkOf {
        @Override
        ClusterLink of(InProcessLink way) {
            return new SoundPorts.Pooled(way, threads(), forQuestions(), forLogins()) {
                @Override
                public CompletableFuture<LinkAnswer<HomeReply>> login(RemoteCluster peer, RemoteLogin request) {
                    String told = " (PIN " + new String(request.pin().reveal()) + ")";
                    return super.login(peer, request).thenApply(said -> {
                        if (said instanceof LinkAnswer.Silent<HomeReply> silent) {
                            return new LinkAnswer.Silent<>(silent.why() + told);
                        }
                        return said instanceof LinkAnswer.Unreachable<HomeReply> unreachable
                                ? new LinkAnswer.Unreachable<>(unreachable.why() + told)
                                : said;
                    });
                }
            };
        }
    }

    static class MixesAnswersUp extends LinkOf {
        @Override
        ClusterLink of(InProcessLink way) {
            SoundPorts.Meeting<LinkAnswer<UserAnswer>> meeting = new SoundPorts.Meeting<>();
            return new SoundPorts.Pooled(way, threads(), forQuestions(), forLogins()) {
                @Override
                public CompletableFuture<LinkAnswer<UserAnswer>> findUser(RemoteCluster peer, UserQuery query) {
                    return super.findUser(peer, query).thenApplyAsync(meeting::meet, threads);
                }
            };
        }
    }
}
