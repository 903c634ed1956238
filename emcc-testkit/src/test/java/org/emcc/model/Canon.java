package org.emcc.model;

import java.util.List;
import org.emcc.core.gateway.LinkAnswer;
import org.emcc.core.session.HomeEffect;
import org.emcc.core.session.HomeReply;
import org.emcc.core.session.HomeSession;
import org.emcc.core.session.HomeState;
import org.emcc.core.session.LoginsAnswer;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.LogoutMessage;
import org.emcc.core.session.LogoutReply;
import org.emcc.core.session.UserAnswer;
import org.emcc.core.session.VisitingEffect;
import org.emcc.core.session.VisitingSession;
import org.emcc.core.session.VisitingState;
import org.jspecify.annotations.Nullable;

/**
 * The state of a world as a number, the same for states that behave alike.
 *
 * <p>Logins are named by their phone and by the how manieth they are there; clusters are the own and the other; versions count only
 * as far as somebody waits with an old one. Times count as far as the code looks at them: which leases and limits are over now, which
 * leases will be when which timer rings, and which ids are too old to be remembered. What does not count is whether a lease ends before
 * a timer that is yet to be ordered; only leases that outlive a crash are older than the timers after it. In which order timers are due
 * does not count, because the explorer lets any of them ring first. A login that is over and that nothing in flight is about any more is
 * no more than its number. Which base device a login stands on does not count, only that it is its own.
 */
@SuppressWarnings("EnumOrdinal") // Numbers that are compared within one run only.
final class Canon {
    private Canon() {}

    /** Everything but how many faults and crashes may still come. */
    static Digest.Key state(World world) {
        int over = 0;
        for (Login login : world.logins) {
            over |= isOver(world, login) ? login.bit() : 0;
        }
        Digest.Key newYork = part(world, world.sites[0], over);
        Digest.Key london = part(world, world.sites[1], over);
        boolean swap = world.scenario.mirrored() && newYork.compareTo(london) > 0;
        return new Digest()
                .add(swap ? london : newYork)
                .add(swap ? newYork : london)
                .key();
    }

    static Digest.Key withBudget(World world, Digest.Key state) {
        return new Digest()
                .add(state)
                .add(world.faultsLeft)
                .add(world.crashesLeft)
                .key();
    }

    private static Digest.Key part(World world, Site site, int over) {
        Digest digest = new Digest().add(site.isUp());
        for (Handset phone : world.phones) {
            if (phone.site == site.index) {
                phone(world, phone, over, digest);
            }
        }
        for (Handset phone : world.phones) {
            if (phone.site != site.index) {
                for (Login login : world.logins) {
                    if (login.phone() == phone && (over & login.bit()) == 0) {
                        home(login, site, digest);
                    }
                }
            }
        }
        if (site.isUp()) {
            life(world, site.life(), over, digest);
        }
        long a = 0;
        long b = 0;
        for (Message message : world.flight) {
            if (message.call().from == site.index) {
                Digest.Key key = message(world, message, site.index);
                a += key.a();
                b += key.b();
            }
        }
        return digest.add(a).add(b).key();
    }

    private static void phone(World world, Handset phone, int over, Digest digest) {
        digest.add(world.places[phone.index].ordinal()).add(world.tried(phone));
        for (Login login : world.logins) {
            if (login.phone() != phone || (over & login.bit()) != 0) {
                continue;
            }
            digest.add(login.number())
                    .add(login.goodPin())
                    .add(world.isExpired(login))
                    .add((world.filesReady & login.bit()) != 0)
                    .add(world.checks[login.index()] > 0);
            VisitingSession session = world.visiting(login);
            if (session != null) {
                visiting(world.sites[phone.site], login, session, digest);
            } else {
                digest.add(-1);
            }
        }
    }

    /** Over at both sides, with nothing left to be done, said or served. */
    private static boolean isOver(World world, Login login) {
        HomeSession home = world.home(login);
        if (home != null && (home.live() || !home.settled())) {
            return false;
        }
        VisitingSession visiting = world.visiting(login);
        if (visiting != null && (visiting.live() || !visiting.settled())) {
            return false;
        }
        for (Message message : world.flight) {
            if (message.call().login == login) {
                return false;
            }
        }
        for (Site site : world.sites) {
            if (site.isUp() && isAbout(site.life(), login)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAbout(Life life, Login login) {
        for (Alarm alarm : life.alarms) {
            if (alarm.login == login || (alarm.call != null && alarm.call.login == login)) {
                return true;
            }
        }
        return life.files.home[login.phone().index] == login || life.files.redirects(login);
    }

    private static void visiting(Site site, Login login, VisitingSession session, Digest digest) {
        VisitingState state = session.state();
        digest.add(state.kind().ordinal());
        if (state instanceof VisitingState.Returning returning) {
            digest.add(cause(returning.cause())).add(returning.homeKnows());
        } else if (state instanceof VisitingState.Returned returned) {
            digest.add(cause(returned.cause()));
        }
        for (VisitingEffect effect : session.pending()) {
            digest.add(effect.kind().ordinal());
            if (effect instanceof VisitingEffect.TellHome tell) {
                digest.add(cause(tell.cause()));
            }
        }
        lease(site, site.visitingLeases[login.index()], digest);
    }

    /** What the rules tell apart: from whom it came, whether it ever was a login, and whether the other side is to be told. */
    private static int cause(LogoutCause cause) {
        return switch (cause) {
            case HOME_ADMINISTRATOR, MAXIMUM_LOGIN_TIME, MAINTENANCE, SECOND_LOGIN -> 1;
            case PHONE -> 2;
            case VISITING_ADMINISTRATOR -> 3;
            case LOGIN_FAILED -> 4;
        };
    }

    private static void home(Login login, Site site, Digest digest) {
        digest.add((site.buried & login.bit()) != 0);
        HomeSession session = site.world.home(login);
        if (session == null) {
            digest.add(-1);
            return;
        }
        HomeState state = session.state();
        digest.add(state.kind().ordinal());
        if (state instanceof HomeState.Releasing releasing) {
            digest.add(cause(releasing.cause()));
        }
        for (HomeEffect effect : session.pending()) {
            digest.add(effect.kind().ordinal());
            if (effect instanceof HomeEffect.TellVisiting tell) {
                digest.add(cause(tell.cause()));
            }
        }
        digest.add(session.live()
                && session.login()
                        .end()
                        .filter(end -> !end.isAfter(site.world.clock.instant()))
                        .isPresent());
        lease(site, site.homeLeases[login.index()], digest);
    }

    /** Whether somebody may take the work over now. */
    private static void lease(Site site, long until, Digest digest) {
        if (until == Site.NONE || until == Site.OVER) {
            digest.add(until == Site.NONE ? 0 : 1);
        } else {
            digest.add(2).add(until <= site.world.clock.millis());
        }
    }

    private static void life(World world, Life life, int over, Digest digest) {
        int index = life.site.index;
        Files files = life.files;
        for (int i = 0; i < world.phones.length; i++) {
            digest.add(name(files.home[i], index)).add(files.last[i]).add(name(files.redirects[i], index));
        }
        long fence = 0;
        for (Login login : world.logins) {
            if (((files.withdrawn | files.restored) & ~over & login.bit()) != 0) {
                fence |= 1L << login.name(index) % 64;
            }
        }
        digest.add(fence);
        long a = 0;
        long b = 0;
        for (Alarm alarm : life.alarms) {
            Digest one = new Digest().add(alarm.label.ordinal()).add(name(alarm.login, index));
            if (alarm.call != null) {
                one.add(call(world, alarm.call, index));
            }
            Digest.Key key = one.add(leases(world, alarm, over, index)).key();
            a += key.a();
            b += key.b();
        }
        digest.add(a).add(b);
    }

    /** Which leases will be over when an alarm rings. */
    private static long leases(World world, Alarm alarm, int over, int perspective) {
        long sum = 0;
        for (Login login : world.logins) {
            if ((over & login.bit()) == 0) {
                long home = world.sites[login.home()].homeLeases[login.index()];
                long visiting = world.sites[login.phone().site].visitingLeases[login.index()];
                sum += new Digest()
                        .add(login.name(perspective))
                        .add(endsBy(alarm, home))
                        .add(endsBy(alarm, visiting))
                        .key()
                        .a();
            }
        }
        return sum;
    }

    private static boolean endsBy(Alarm alarm, long lease) {
        return lease != Site.NONE && lease != Site.OVER && lease <= alarm.when.toEpochMilli();
    }

    private static long name(@Nullable Login login, int perspective) {
        return login == null ? 0 : login.name(perspective);
    }

    private static Digest.Key call(World world, Call call, int perspective) {
        Digest digest = new Digest()
                .add(call.kind.ordinal())
                .add(call.from == perspective)
                .add(name(call.login, perspective))
                .add(call.phone == null ? -1 : call.phone.name(perspective))
                .add(call.open())
                .add(call.open() && world.inTime(call));
        if (call.payload instanceof LogoutMessage message) {
            digest.add(cause(message.cause()));
        }
        return digest.key();
    }

    static Digest.Key message(World world, Message message, int perspective) {
        Digest digest = new Digest().add(call(world, message.call(), perspective));
        Object answer = message.answer();
        if (answer instanceof LinkAnswer.Answered<?> answered) {
            reply(answered.reply(), world, perspective, digest.add(1));
        } else {
            digest.add(answer == null ? 0 : 2);
        }
        return digest.key();
    }

    private static void reply(Object reply, World world, int perspective, Digest digest) {
        if (reply instanceof UserAnswer user) {
            digest.add(user instanceof UserAnswer.Mine ? 1 : user instanceof UserAnswer.NotMine ? 2 : 3);
        } else if (reply instanceof HomeReply home) {
            digest.add(home.kind().ordinal());
            digest.add(
                    home instanceof HomeReply.Refused refused ? refused.code().number() : -1);
        } else if (reply instanceof LogoutReply logout) {
            digest.add(
                    logout instanceof LogoutReply.Refused refused
                            ? refused.code().number()
                            : -1);
        } else if (reply instanceof LoginsAnswer.Live live) {
            List<Integer> names = live.logins().stream()
                    .map(login -> world.login(login).name(perspective))
                    .sorted()
                    .toList();
            names.forEach(digest::add);
        } else {
            throw new IllegalStateException("an answer that is not known here: " + reply);
        }
    }
}
