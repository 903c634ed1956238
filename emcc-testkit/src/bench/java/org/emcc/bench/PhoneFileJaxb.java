package org.emcc.bench;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * What JAXB makes of the file of {@link PhoneFileSample}: a field for each element and attribute, all of them text, which is the least
 * work for JAXB.
 */
@XmlRootElement(name = "device")
@XmlAccessorType(XmlAccessType.FIELD)
public final class PhoneFileJaxb {
    String fullConfig;
    String deviceProtocol;
    String ipAddressMode;
    String allowAutoConfig;
    String dadEnable;
    String redirectEnable;
    String echoMultiEnable;
    String ipPreferenceModeControl;
    String ipMediaAddressFamilyPreference;
    Tzdata tzdata;
    String mlppDomainId;
    String mlppIndicationStatus;
    String preemption;
    DevicePool devicePool;
    Tvs TVS;
    SipProfile sipProfile;
    String MissedCallLoggingOption;
    CommonProfile commonProfile;
    String loadInformation;
    VendorConfig vendorConfig;
    String versionStamp;
    UserLocale userLocale;
    NetworkLocaleInfo networkLocaleInfo;
    String deviceSecurityMode;
    String authenticationURL;
    String directoryURL;
    String idleURL;
    String messagesURL;
    String proxyServerURL;
    String servicesURL;
    String secureAuthenticationURL;
    String secureDirectoryURL;
    String secureUDSUsersAccessURL;
    String secureIdleURL;
    String secureInformationURL;
    String secureMessagesURL;
    String secureServicesURL;
    String dscpForSCCPPhoneConfig;
    String dscpForSCCPPhoneServices;
    String dscpForCm2Dvce;
    String transportLayerProtocol;
    String dndCallAlert;
    String dndReminderTimer;
    String phonePersonalization;
    String rollover;
    String singleButtonBarge;
    String joinAcrossLines;
    String autoCallPickupEnable;
    String blfAudibleAlertSettingOfIdleStation;
    String blfAudibleAlertSettingOfBusyStation;
    String capfAuthMode;
    String capfList;
    String certHash;
    String encrConfig;
    String advertiseG722Codec;
    Mobility mobility;
    String TLSResumptionTimer;
    String userId;
    PhoneServices phoneServices;

    /** How many texts are there. */
    int leaves() {
        return leaves(this);
    }

    private static int leaves(Object in) {
        int leaves = 0;
        try {
            for (Field field : in.getClass().getDeclaredFields()) {
                Object value = field.get(in);
                if (value instanceof String text) {
                    leaves += text.isEmpty() ? 0 : 1;
                } else if (value instanceof List<?> list) {
                    for (Object each : list) {
                        leaves += leaves(each);
                    }
                } else if (value != null) {
                    leaves += leaves(value);
                }
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("the fields are this class's own", e);
        }
        return leaves;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Tzdata {
        String tzupdater;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class DateTimeSetting {
        String name;
        String dateTemplate;
        String timeZone;
        String olsonTimeZone;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Ports {
        String ethernetPhonePort;
        String sipPort;
        String securedSipPort;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class CallManager {
        String name;
        Ports ports;
        String processNodeName;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Member {
        @XmlAttribute
        String priority;

        CallManager callManager;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Members {
        List<Member> member = new ArrayList<>();
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class CallManagerGroup {
        Members members;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class SrstInfo {
        String name;
        String srstOption;
        String userModifiable;
        String ipAddr1;
        String port1;
        String ipAddr2;
        String port2;
        String ipAddr3;
        String port3;
        String sipIpAddr1;
        String sipPort1;
        String sipIpAddr2;
        String sipPort2;
        String sipIpAddr3;
        String sipPort3;
        String isSecure;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class DevicePool {
        String revertPriority;
        String name;
        DateTimeSetting dateTimeSetting;
        CallManagerGroup callManagerGroup;
        SrstInfo srstInfo;
        String connectionMonitorDuration;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class TvsMember {
        @XmlAttribute
        String priority;

        String port;
        String address;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class TvsMembers {
        List<TvsMember> member = new ArrayList<>();
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Tvs {
        TvsMembers members;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class SipProxies {
        String backupProxy;
        String backupProxyPort;
        String emergencyProxy;
        String emergencyProxyPort;
        String outboundProxy;
        String outboundProxyPort;
        String registerWithProxy;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class SipCallFeatures {
        String cnfJoinEnabled;
        String callForwardURI;
        String callPickupURI;
        String callPickupListURI;
        String callPickupGroupURI;
        String meetMeServiceURI;
        String abbreviatedDialURI;
        String rfc2543Hold;
        String callHoldRingback;
        String URIDialingDisplayPreference;
        String localCfwdEnable;
        String semiAttendedTransfer;
        String anonymousCallBlock;
        String callerIdBlocking;
        String dndControl;
        String remoteCcEnable;
        String retainForwardInformation;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class SipStack {
        String sipInviteRetx;
        String sipRetx;
        String timerInviteExpires;
        String timerRegisterExpires;
        String timerRegisterDelta;
        String timerKeepAliveExpires;
        String timerSubscribeExpires;
        String timerSubscribeDelta;
        String timerT1;
        String timerT2;
        String maxRedirects;
        String remotePartyID;
        String userInfo;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class AutoAnswer {
        String autoAnswerEnabled;
        String autoAnswerMode;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class ForwardCallInfoDisplay {
        String callerName;
        String callerNumber;
        String redirectedNumber;
        String dialedNumber;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Line {
        @XmlAttribute
        String button;

        @XmlAttribute
        String lineIndex;

        String featureID;
        String featureLabel;
        String proxy;
        String port;
        String name;
        String displayName;
        AutoAnswer autoAnswer;
        String callWaiting;
        String sharedLine;
        String messageWaitingLampPolicy;
        String messageWaitingAMWI;
        String messagesNumber;
        String ringSettingIdle;
        String ringSettingActive;
        String contact;
        ForwardCallInfoDisplay forwardCallInfoDisplay;
        String maxNumCalls;
        String busyTrigger;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class SipLines {
        List<Line> line = new ArrayList<>();
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class SipProfile {
        SipProxies sipProxies;
        SipCallFeatures sipCallFeatures;
        SipStack sipStack;
        String autoAnswerTimer;
        String autoAnswerAltBehavior;
        String autoAnswerOverride;
        String transferOnhookEnabled;
        String enableVad;
        String preferredCodec;
        String dtmfAvtPayload;
        String dtmfDbLevel;
        String dtmfOutofBand;
        String kpml;
        String callStats;
        String offhookToFirstDigitTimer;
        String T302Timer;
        String silentPeriodBetweenCallWaitingBursts;
        String disableLocalSpeedDialConfig;
        String poundEndOfDial;
        String startMediaPort;
        String stopMediaPort;
        SipLines sipLines;
        String voipControlPort;
        String dscpForAudio;
        String dscpVideo;
        String dscpForTelepresence;
        String dscpForPriorityAudio;
        String dscpForImmediateAudio;
        String dscpForFlashAudio;
        String dscpForFlashOverrideAudio;
        String dscpForExecutiveOverrideAudio;
        String dscpForPriorityVideo;
        String dscpForImmediateVideo;
        String dscpForFlashVideo;
        String dscpForFlashOverrideVideo;
        String dscpForExecutiveOverrideVideo;
        String ringSettingBusyStationPolicy;
        String dialTemplate;
        String softKeyFile;
        String alwaysUsePrimeLine;
        String alwaysUsePrimeLineVoiceMail;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class CommonProfile {
        String backgroundImageAccess;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class VendorConfig {
        String disableSpeaker;
        String disableSpeakerAndHeadset;
        String handsetHeadsetMonitor;
        String ehookEnable;
        String minimumRingVolume;
        String adminConfigurableRinger;
        String forwardingDelay;
        String incomingCallToastTimer;
        String g722CodecSupport;
        String useEnblocDialing;
        String pcPort;
        String spanToPCPort;
        String eapAuthentication;
        String settingsAccess;
        String webAccess;
        String webProtocol;
        String sshAccess;
        String sshPort;
        String softKeyControl;
        String moreKeyReversionTimer;
        String recordingTone;
        String recordingToneLocalVolume;
        String recordingToneRemoteVolume;
        String recordingToneDuration;
        String detectCMConnectionFailure;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class UserLocale {
        String name;
        String uid;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class NetworkLocaleInfo {
        String name;
        String uid;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Mobility {
        String dtmfHoldCode;
        String dtmfExclusiveHoldCode;
        String dtmfResumeCode;
        String dtmfTxfCode;
        String dtmfCnfCode;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class PhoneService {
        @XmlAttribute
        String type;

        @XmlAttribute
        String category;

        String name;
        String url;
        String vendor;
        String version;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class PhoneServices {
        @XmlAttribute
        String useHTTPS;

        String provisioning;
        List<PhoneService> phoneService = new ArrayList<>();
    }
}
