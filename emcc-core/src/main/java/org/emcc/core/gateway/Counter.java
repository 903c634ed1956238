package org.emcc.core.gateway;

/**
 * A counter of the product's object <i>Cisco Extension Mobility</i>, as {@link LoginCounters} counts it.
 *
 * <p>The names and what they stand for are the vendor's (emcc-behaviour 2.12). From which step each is counted is inferred.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum Counter {
    /** HTTP requests that were answered. */
    REQUESTS_HANDLED("RequestsHandled", false),
    /** HTTP requests that are being answered now. */
    REQUESTS_IN_PROGRESS("RequestsInProgress", true),
    /** HTTP requests that were refused because as many as may be were under way. */
    REQUESTS_THROTTLED("RequestsThrottled", false),
    /** Visiting: logins whose redirect was published. Home counts them by {@link #REMOTE_DEVICES}. */
    LOGINS_SUCCESSFUL("LoginsSuccessful", false),
    /** Visiting: logouts asked for at the phone or by the administrator, after which the phone's own file was served again. */
    LOGOUTS_SUCCESSFUL("LogoutsSuccessful", false),
    /**
     * Visiting: logins that were begun, and logouts that were begun at the phone or by the administrator. A logout where nobody is
     * logged in (19) is no step and is not counted.
     */
    REQUESTS_ATTEMPTED("Total Login/LogoutRequestsAttempted", false),
    /**
     * Either side: messages from remote clusters that began something: user queries, login requests that were refused or led to a
     * reservation, logouts, and notices. A repeat that is answered from memory is no step and is not counted.
     */
    EMCC_MESSAGES("Total Number of EMCC Messages", false),
    /** Home: devices of other clusters that use one of our base devices now. */
    REMOTE_DEVICES("Number of Remote Devices", true),
    /** Visiting: users whom no remote cluster knew; code 23, but not 40, which the phone shows alike. */
    UNKNOWN_REMOTE_USERS("Number of Unknown Remote Users", false),
    /**
     * Visiting: login requests that home has not answered yet. These are requests, not users who are logged in; the search for
     * the home cluster before them is not counted, for no step tells of its begin.
     */
    ACTIVE_INTERCLUSTER_SESSIONS("Active Inter-cluster Sessions", true),
    /** Visiting: users of other clusters on our phones now. */
    REMOTE_USERS("Total Number of Remote Users", true),
    /** Home: user queries from remote clusters that were answered. */
    CHECK_USER_REQUESTS("EMCC Check User Requests Handled", false);

    private final String text;
    private final boolean gauge;

    Counter(String text, boolean gauge) {
        this.text = text;
        this.gauge = gauge;
    }

    /**
     * The vendor's name.
     *
     * @return for example {@code Number of Remote Devices}
     */
    public String text() {
        return text;
    }

    /**
     * Whether it also goes down.
     *
     * @return true for what is so now, false for what has happened since the start
     */
    public boolean gauge() {
        return gauge;
    }
}
