package org.emcc.tftp.config;

/**
 * Every element and attribute of a phone file that phone-config-files 3.2 to 3.8 names, in the order of 3.2, 3.4 and 3.5.
 *
 * <p>A row is {@code name type ; default ; remarks}; what stands deeper lies in the row above. A {@code *} behind the name: it
 * repeats. {@code @name} is an attribute. {@code a|b} has the rows below it in both, {@code a{1..3}} is three rows.
 *
 * <p>Types: {@code group}; flags {@code bool} (true, false), {@code bit} (0, 1), {@code inverted} (0 is on); {@code int least..most} or
 * {@code int 0,1,5} for these alone, {@code even least..most}; {@code list least..most} of digits; {@code word a,b}; {@code text most};
 * {@code host most}; {@code form} with a pattern; {@code user} (3.10); {@code any}. Remarks, which rows below inherit: the section;
 * {@code restart} and {@code live} (3.9); {@code sip} for files of SIP phones only; {@code secret}; the families that know it.
 *
 * <p>What stands in {@code sipProfile} has the types of SIP files, so that {@code alwaysUsePrimeLine} is a {@code bool}: 0, 1 and 2 are
 * inferred for files of SCCP phones, and where they stand there is not public (3.4).
 */
final class PhoneElementTable {
    private PhoneElementTable() {}

    /** The stems of the names of 3.11; behind {@code /} also a daylight form. */
    static final String TIME_ZONES =
            "Dateline,Samoa,Hawaiian,Alaskan/,Pacific/,Mountain/,US Mountain,Central/,Mexico/,Canada Central,"
                    + "SA Pacific,Eastern/,US Eastern,Atlantic/,SA Western,Pacific SA,Newfoundland/,E. South America/,SA Eastern,"
                    + "Mid-Atlantic/,Azores/,GMT/,Greenwich,W. Europe/,GTB/,Egypt/,E. Europe/,Romance/,Central Europe/,South Africa,"
                    + "Jerusalem/,Saudi Arabia,Russian/,Iran/,Caucasus/,Arabian,Afghanistan,West Asia,Ekaterinburg,India,Central Asia,"
                    + "SE Asia,China/,Taipei,Tokyo,Cen. Australia/,AUS Central,E. Australia,AUS Eastern/,West Pacific,Tasmania/,"
                    + "Central Pacific,Fiji,New Zealand/";

    static final String COMMON = """
            @xsi:type any ;; 3.1
            @ctiid int 0..99999 ;; 3.1
            @uuid text 64 ;; 3.1
            fullConfig bool ; true
            portalDefaultServer any
            deviceProtocol word SCCP,SIP
            sshUserId text 50
            sshPassword text 50 ;; secret
            ipAddressMode int 0..2 ; 0
            allowAutoConfig bool ; true
            dadEnable bool ; true
            redirectEnable bool ; false
            echoMultiEnable bool ; false
            ipPreferenceModeControl int 0..2 ; 0
            ipMediaAddressFamilyPreference int 0..1 ; 0
            tzdata group
              tzolsonversion any
              tzupdater any ; tzupdater.jar
            mlppDomainId form -1|[0-9A-Fa-f]{1,16} ; -1
            mlppIndicationStatus word Default,Off,On ; Default
            preemption word Default,Disabled,Forceful ; Default
            executiveOverridePreemptable bool
            devicePool group
              @uuid text 64
              revertPriority int 0.. ; 0
              name any
              dateTimeSetting group
                @uuid text 64
                name any
                dateTemplate dates ; M/D/Ya
                timeZone zone ;; 3.11
                olsonTimeZone any
                ntps group ;; sip
                  ntp* group
                    name host 50
                    nameV6 host 50
                    ntpMode loose Unicast,Directed Broadcast,Multicast,Anycast ; Unicast
              callManagerGroup group
                name any
                tftpDefault bool
                members group
                  member* group
                    @priority int 0..4
                    callManager group
                      name any
                      description any
                      ipv6Addr host 50 ;; restart 3.9
                      ports group
                        ethernetPhonePort int 1..65535 ; 2000
                        sipPort int 1..65535 ; 5060 ; restart 3.9
                        securedSipPort int 1..65535 ; 5061 ; restart 3.9
                        mgcpPorts group
                          listen int 1..65535 ; 2427
                          keepAlive int 1..65535 ; 2428
                      processNodeName host 50 ;; restart 3.9
              srstInfo group
                @uuid text 64
                name any ; Disable
                srstOption word Disable,Use Default Gateway,User Specific ; Disable
                userModifiable bool
                ipAddr1 host 255
                port1 int 1..65535 ; 2000
                ipAddr2 host 255
                port2 int 1..65535 ; 2000
                ipAddr3 host 255
                port3 int 1..65535 ; 2000
                sipIpAddr1 host 255
                sipIpV6Addr1 host 255
                sipPort1 int 1..65535 ; 5060
                sipIpAddr2 host 255
                sipIpV6Addr2 host 255
                sipPort2 int 1..65535 ; 5060
                sipIpAddr3 host 255
                sipIpV6Addr3 host 255
                sipPort3 int 1..65535 ; 5060
                isSecure bool ; false
              connectionMonitorDuration int 0.. ; 120
            TVS group
              members group
                member* group
                  @priority int 0..4
                  port int 1..65535 ; 2445
                  address host 50
            vpnGroup group ;; 3.6
              mtu int 0..65535 ; 1290
              failConnectTime int 0.. ; 30
              authMethod int 0..2
              pswdPersistent bit
              autoNetDetect bit
              enableHostIDCheck bit ; 1
              addresses group
                url{1..3} text 255
              credentials group
                hashAlg int 0..9 ; 0
                certHash{1..10} form [A-Za-z0-9+/=]*
            """;

    static final String SIP = """
            sipProfile group ;; 3.4 live sip
              sipProxies group ;; restart
                backupProxy host 255 ; USECALLMANAGER
                backupProxyPort int 1..65535 ; 5060
                emergencyProxy host 255 ; USECALLMANAGER
                emergencyProxyPort int 1..65535 ; 5060
                outboundProxy host 255 ; USECALLMANAGER
                outboundProxyPort int 1..65535 ; 5060
                registerWithProxy bool ; true
              sipCallFeatures group
                cnfJoinEnabled bool ; true
                callForwardURI any ; x-cisco-serviceuri-cfwdall
                callPickupURI any ; x-cisco-serviceuri-pickup
                callPickupListURI any ; x-cisco-serviceuri-opickup
                callPickupGroupURI any ; x-cisco-serviceuri-gpickup
                meetMeServiceURI any ; x-cisco-serviceuri-meetme
                abbreviatedDialURI any ; x-cisco-serviceuri-abbrdial
                rfc2543Hold bool ; false
                callHoldRingback int 0..2 ; 2
                URIDialingDisplayPreference int 0..1 ; 1
                uriDialingDisplayPreference int 0..1
                localCfwdEnable bool ; true
                semiAttendedTransfer bool ; true
                anonymousCallBlock user ; 2
                callerIdBlocking user ; 2
                dndControl int 0..2 ; 0
                remoteCcEnable bool ; true
                retainForwardInformation bool ; false
              sipStack group ;; restart
                sipInviteRetx int 0.. ; 6
                sipRetx int 0.. ; 10
                timerInviteExpires int 0.. ; 180
                timerRegisterExpires int 0.. ; 3600
                timerRegisterDelta int 0.. ; 5
                timerKeepAliveExpires int 0.. ; 120
                timerSubscribeExpires int 0.. ; 120
                timerSubscribeDelta int 0.. ; 5
                timerT1 int 0.. ; 500
                timerT2 int 0.. ; 4000
                maxRedirects int 0.. ; 70
                remotePartyID bool ; true
                userInfo loose None,Phone,IP ; None
              autoAnswerTimer int 0.. ; 1
              autoAnswerAltBehavior bool ; false
              autoAnswerOverride bool ; true
              transferOnhookEnabled bool ; false
              enableVad bool ; false
              preferredCodec word none,g711ulaw,g711alaw,g729a,L16,g722,iLBC,iSAC ; none ; restart
              dtmfAvtPayload int 0..127 ; 101 ; restart
              dtmfDbLevel int 1..5 ; 3 ; restart
              dtmfOutofBand word none,avt,avt_always ; avt ; restart
              kpml int 0..3 ; 3 ; restart
              phoneLabel text 12
              stutterMsgWaiting int 0..2
              callStats bool ; false
              offhookToFirstDigitTimer int 0.. ; 15000
              T302Timer int 0.. ; 15000
              silentPeriodBetweenCallWaitingBursts int 0.. ; 10
              disableLocalSpeedDialConfig bool ; true
              poundEndOfDial bool ; false
              startMediaPort even 2..65534 ; 16384 ; restart
              stopMediaPort even 2..65534 ; 32766
              startVideoPort even 0..65534
              stopVideoPort even 0..65534
              organizationTopLevelDomain any
              natEnabled bool ;; restart
              natReceivedProcessing bool ;; restart
              natRecievedProcessing bool ;; restart
              natAddress host 255 ;; restart
              sipLines group ;; 3.5
                line* group
                  @button int 1..500 ;; restart
                  @lineIndex int 1..500 ;; restart
                  featureID int 0..999 ;; restart
                  featureLabel text 30
                  speedDialNumber any ;; restart
                  speedDialIndex int 1..99 ;; SERIES_78 SERIES_88
                  featureOptionMask int 0.. ;; restart
                  retrievalPrefix any
                  serviceURI any
                  secureServiceURI any
                  proxy host 255 ; USECALLMANAGER ; restart
                  port int 1..65535 ; 5060 ; restart
                  name text 30 ;; restart
                  displayName text 30 ;; restart
                  autoAnswer group ;; restart
                    autoAnswerEnabled int 0..3 ; 2
                    autoAnswerMode word Auto Answer with Speakerphone,Auto Answer with Headset
                  callWaiting user ; 3 ; restart
                  authName text 30 ;; restart
                  authPassword text 30 ;; restart secret
                  sharedLine bool
                  messageWaitingLampPolicy int 0..6 ; 3 ; restart
                  messageWaitingAMWI bit ; 0 ; restart
                  messagesNumber any ;; restart
                  ringSettingIdle int 0..4 ; 4 ; restart
                  ringSettingActive int 0..5 ; 5 ; restart
                  contact any ;; restart
                  forwardCallInfoDisplay group ;; restart
                    callerName bool
                    callerNumber bool
                    redirectedNumber bool
                    dialedNumber bool
                  maxNumCalls int 1..200 ; 4 ; restart
                  busyTrigger int 1..200 ; 2 ; restart
                  recordingOption any
              externalNumberMask any
              voipControlPort int 1..65535 ; 5060 ; restart
              dscpForAudio int 0..255 ; 184
                @tcl any
              dscpVideo int 0..255 ; 136
              dscpAudioForVideo int 0..255
              dscpForTelepresence int 0..255 ; 128
              dscpAudioForTelepresence int 0..255
              dscpForPriorityAudio int 0..255 ; 180
              dscpForImmediateAudio int 0..255 ; 176
              dscpForFlashAudio int 0..255 ; 164
              dscpForFlashOverrideAudio int 0..255 ; 168
              dscpForExecutiveOverrideAudio int 0..255 ; 168
              dscpForPriorityVideo int 0..255 ; 156
              dscpForImmediateVideo int 0..255 ; 148
              dscpForFlashVideo int 0..255 ; 140
              dscpForFlashOverrideVideo int 0..255 ; 132
              dscpForExecutiveOverrideVideo int 0..255 ; 132
              ringSettingBusyStationPolicy int 0..1 ; 0
              dialTemplate any
              softKeyFile any
              alwaysUsePrimeLine bool ; false
              alwaysUsePrimeLineVoiceMail bool ; false
            """;

    static final String LOADS = """
            featurePolicyFile any ;; SERIES_78 SERIES_88 SERIES_89_99
            MissedCallLoggingOption form [01]* ; 1
            commonProfile group
              phonePassword any ;; secret
              backgroundImageAccess bool ; true
              defaultBackground any
              callLogBlfEnabled user
            loadInformation any
            inactiveLoadInformation any ;; SERIES_88 SERIES_89_99
            addOnModules group
              addOnModule* group
                @idx int 1..3
                deviceType word 7914,7915,7916,CKEM,BEKEM,CP-8800-Audio,CP-8800-Video
                deviceLine int 12,14,24,28,36
                loadInformation any
            """;

    static final String VENDOR = """
            vendorConfig|commonConfig|enterpriseConfig group ;; 3.7
              disableSpeaker bool ; false
              disableSpeakerAndHeadset bool ; false
              enableMuteFeature any
              enableGroupListen any
              handsetHeadsetMonitor any ; 1
              headsetWidebandUIControl any
              handsetWidebandUIControl any
              headsetWidebandEnable any
              handsetWidebandEnable any
              ehookEnable any ; 0
              sideToneLevel any
              minimumRingVolume int 0..15
              adminConfigurableRinger int 0..3
              forwardingDelay any ; 1
              g722CodecSupport int 0..2
              rtcp any
              videoRtcp any
              dfBit any
              useEnblocDialing any ; 1
              videoCapability any
              ciscoCamera any
              separateMute any
              hideVideoByDefault any
              pcPort inverted
              spanToPCPort inverted ; 1
              voiceVlanAccess any
              garp any
              PortAutoLinkSync any
              SWRemoteConfig any
              PCRemoteConfig any
              enableCdpSwPort any
              enableCdpPcPort any
              enableLldpSwPort any
              enableLldpPcPort any
              cdpEnable any
              lldpAssetId any
              powerPriority any
              powerNegotiation any
              eapAuthentication int 0..2
              settingsAccess int 0..2
              webAccess int 0..2
              webProtocol int 0..1
              webAdmin any
              adminPassword text 32 ;; secret
              sshAccess inverted
              sshPort int 1..65535 ; 22
              tls12Only any
              disableTLSCiphers list 1..7
              bluetooth any
              bluetoothProfile list 0..1
              btpbap any
              bthfu any
              wifi any
              usb1 any
              usb2 any
              usbClasses list 0..2
              sdio any
              FIPSMode any
              fipsMode any
              daysDisplayNotActive list 1..7
              displayOnTime time
              displayOnDuration time
              displayIdleTimeout time
              displayOnWhenIncomingCall any
              daysBacklightNotActive list 1..7
              backlightOnTime time
              backlightOnDuration time
              backlightIdleTimeout time
              backlightOnWhenIncomingCall any
              displayRefreshRate any
              defaultWallpaperFile any
              autoSelectLineEnable any
              autoCallSelect any
              incomingCallToastTimer int 0..
              joinAndDirectTransferPolicy any
              simplifiedNewCall any
              actionableAlert any
              softKeyControl int 0..1
              holdResumeKey any
              recentsSoftKey any
              moreKeyReversionTimer int 0..30 ; 5
              lineMode any
              callParkMonitor any
              showCallHistoryForSelectedLine any
              dialToneFromReleaseKey any
              markCallAsSpam any
              lowerYourVoiceAlert any
              kemOneColumn any
              suppressCallInfoDisplay any
              recordingTone any ; 0
              recordingToneLocalVolume int 0..100 ; 100
              recordingToneRemoteVolume int 0..100 ; 50
              recordingToneDuration int 0..
              loadServer host 255
              ipv6LoadServer host 255
              logServer any
              ipv6LogServer any
              peerFirmwareSharing any
              loggingDisplay any
              problemReportUploadURL text 255
              detectCMConnectionFailure int 0..1
              ldapServers any
              companyPhotoDir any
              energyWiseDomain any
              energyWiseSecret any ;; secret
              WlanProfile{1..4} int 0..2 ;; WIRELESS_79 SERIES_88
              PushToTalkURL any ;; WIRELESS_79 SERIES_88
              applicationURL any ;; WIRELESS_79 SERIES_88
              appButtonTimer int 0..5 ;; WIRELESS_79 SERIES_88
              appButtonPriority int 0..2 ;; WIRELESS_79 SERIES_88
              sendKeyAction int 0..1 ;; WIRELESS_79 SERIES_88
              phoneBookWebAccess any ;; WIRELESS_79 SERIES_88
              unlockSettingsSequence any ;; WIRELESS_79 SERIES_88 secret
              outOfRangeAlert int 0..4 ;; WIRELESS_79 SERIES_88
              scanningMode int 0..2 ;; WIRELESS_79 SERIES_88
              restrictDataRates any ;; WIRELESS_79 SERIES_88
              powerOffWhenCharging any ;; WIRELESS_79 SERIES_88
              specialNumbers any ;; WIRELESS_79 SERIES_88
              homeScreen int 0..1 ;; WIRELESS_79 SERIES_88
              accessContacts any ;; WIRELESS_79 SERIES_88
              accessFavorites int 0..2 ;; WIRELESS_79 SERIES_88
              accessVoicemail any ;; WIRELESS_79 SERIES_88
              accessApps any ;; WIRELESS_79 SERIES_88
              barCodeSymbologyGroup any ;; WIRELESS_79 SERIES_88
              scannerCommands any ;; WIRELESS_79 SERIES_88
              java any ;; WIRELESS_79 SERIES_88
              fileSystemVerificationEnable any ;; WIRELESS_79 SERIES_88
            """;

    static final String REST = """
            versionStamp text 128 ;; 3.1 live
            userLocale group
              name form [A-Za-z0-9_]* ; English_United_States
              uid int 0.. ; 1
              langCode any
              version any
              winCharSet any
            networkLocale any
            networkLocaleInfo group
              name form [A-Za-z0-9_]* ; United_States
              uid int 0.. ; 64
              version any
            deviceSecurityMode int 1..3 ; 1
            idleTimeout int 0..
            authenticationURL text 255
            directoryURL text 255
            idleURL text 255
            informationURL text 255 ;; SERIES_79 WIRELESS_79
            messagesURL text 255
            proxyServerURL text 255
            servicesURL text 255
            secureAuthenticationURL text 255
            secureDirectoryURL text 255
            secureUDSUsersAccessURL text 255
            secureIdleURL text 255
            secureInformationURL text 255
            secureMessagesURL text 255
            secureServicesURL text 255
            dscpForSCCPPhoneConfig int 0..255 ; 96
            dscpForSCCPPhoneServices int 0..255 ; 0
            dscpForCm2Dvce int 0..255 ; 96 ; restart 3.9
            transportLayerProtocol int 1..4 ; 4 ; restart 3.9
            dialToneSetting int 0.. ;; live
            dndCallAlert int 0,1,5 ; 5 ; live
            dndReminderTimer int 0.. ; 5 ; live
            phonePersonalization bit ; 0 ; live
            rollover int 0..2 ; 0 ; live
            singleButtonBarge int 0..2 ; 0 ; live
            joinAcrossLines bit ; 0 ; live
            autoCallPickupEnable bool ; false ; live
            blfAudibleAlertSettingOfIdleStation bit ; 0 ; live
            blfAudibleAlertSettingOfBusyStation bit ; 0 ; live
            capfAuthMode int 0..4 ; 0
            capfList group
              capf* group
                phonePort int 1..65535 ; 3804
                processNodeName host 255
              capf6* group
                phonePort int 1..65535 ; 3804
                processNodeName host 255
            certHash form [0-9A-Fa-f]*
            encrConfig bool ; false
            advertiseG722Codec int 0..2 ; 1
            mobility group ;; live
              handoffdn any
              dtmfdn any
              ivrdn any
              dtmfHoldCode any ; *81
              dtmfExclusiveHoldCode any ; *82
              dtmfResumeCode any ; *83
              dtmfTxfCode any ; *84
              dtmfCnfCode any ; *85
            TLSResumptionTimer int 0.. ; 3600
            userId any
              @serviceProfileFile any ; SPDefault.cnf.xml
            ownerId any
              @serviceProfileFile any ; SPDefault.cnf.xml
            logouturi any
            phoneServices group
              @useHTTPS bool
              provisioning int 0..2
              phoneService* group
                @type int 0..2
                @category int 0..9 ; 0
                name any
                url any
                vendor any
                version any
                phoneLabel any
                urlButtonIndex int 0..
            """;
}
