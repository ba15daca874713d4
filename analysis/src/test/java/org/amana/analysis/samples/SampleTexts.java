package org.amana.analysis.samples;

/// The story that the samples tell: the papers of the harbour of Qasr al-Bahr, a town that does not exist, about a
/// breakwater, a lighthouse and the dredging of berth 9. Every name in it is made up.
final class SampleTexts {

    static final String NOTES = """
            Harbour of Qasr al-Bahr, notes of the duty officer

            Monday. Wind north-west, force 4. Two coasters alongside berth 9, one of them waiting for its pilot since \
            dawn. The leading light on the mole was checked and found in order.

            Tuesday. The survey launch went out to sound the approach channel. Depth over the sill: 11.2 metres at low \
            water, which is 40 centimetres less than in the spring. The dredging tender can no longer wait.

            Wednesday. Received the crane inspector. He asks for the wire certificates of the last five years; they \
            should be in box 41 of the archive, between the minutes and the tide tables.

            Thursday. Fog until noon. No movement. The old tide gauge was photographed for the record.
            """;

    static final String SHIPS_ARABIC = """
            قائمة السفن التي رست في مرفأ قصر البحر، شهر آذار

            الرصيف ٩: باخرة الشحن «نسيم»، حمولتها أخشاب، بقيت ثلاثة أيام.
            الرصيف ٤: مركب الصيد «أم الخير»، أصلح محركه وغادر صباح الخميس.
            الرصيف ٢: جرّافة «الفيروز»، وصلت من أجل أعمال تعميق الحوض.

            ملاحظة أمين الأرشيف: القائمة منقولة عن الدفتر الأصلي، وقد حُفظ الدفتر في الصندوق ٤١.
            """;

    static final String[] MINUTES = {"""
            PORT AUTHORITY OF QASR AL-BAHR
            Tender committee: minutes of the meeting of 14 March 2018

            Present: N. Khatib (chair), H. Mansour, F. Sabbagh. The quorum being established, the committee took up \
            its agenda.

            First. The committee examined the offer for the dredging concession at berth 9: five years, renewable, at \
            a price of 4,696,800. Ms Mansour made a reservation on the price of the cubic metre, which is higher than \
            in the offer that was rejected in January.

            Second. It was decided to ask the legal department for an opinion before the envelopes are opened, and to \
            lay the result before the board at its next meeting.
            """, """
            Third. Discussion of the annex of unit rates was put off until the technical report of the hydrographic \
            office is received. The report shall state how the quantities were measured and by whom.

            Fourth. The request of the pilots for a second mooring dolphin north of the slipway was noted. The \
            harbour master is to say by the end of May whether the sea bed there can bear the piles.

            The chair closed the meeting at noon. Next meeting: 28 March 2018.
            """};

    static final String[] TENDER = {
        "Invitation to tender: maintenance dredging of berth 9 and the approach channel",
        "The Port Authority of Qasr al-Bahr invites offers for the removal of about 412,000 cubic metres of silt and"
                + " sand from the basin of berth 9 and from the approach channel, down to 16.5 metres below chart datum.",
        "The dredged material shall be taken to the spoil ground two nautical miles west of the fairway buoy. Dumping"
                + " anywhere else, in particular over the seagrass meadow, is a breach of contract.",
        "Offers shall state the unit rate for each kind of soil, the dredger proposed, and the time needed. A trailing"
                + " suction hopper dredger is expected; a cutter is admitted only for the rock sill.",
        "Envelopes are opened in public on 2 May 2018 in the old customs house."
    };

    static final String[][] RATES = {
        {"Item", "Soil", "Cubic metres", "Rate", "Sum"},
        {"Basin of berth 9", "silt", "268000", "11.40", "3055200"},
        {"Approach channel", "sand", "131500", "9.80", "1288700"},
        {"Rock sill", "limestone", "12500", "28.23", "352900"},
        {"Mobilisation", "", "1", "0.00", "0"},
    };

    static final String[][] SOUNDINGS = {
        {"Station", "Date", "Depth", "Surveyor"},
        {"S-01", "2018-02-11", "11.2", "launch Petrel"},
        {"S-02", "2018-02-11", "11.9", "launch Petrel"},
        {"S-03", "2018-02-12", "10.7", "launch Petrel"},
    };

    static final String MAIL = """
            From: Hydrographic office <hydrography@qasr-al-bahr.example>
            To: Tender committee <tenders@qasr-al-bahr.example>
            Date: Tue, 20 Mar 2018 09:41:00 +0200
            Subject: Soundings at berth 9, first batch
            Message-ID: <20180320.0941@qasr-al-bahr.example>
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="=-harbour"

            --=-harbour
            Content-Type: text/plain; charset=UTF-8
            Content-Transfer-Encoding: 8bit

            Dear colleagues,

            attached are the soundings of February in a table, and the certificate of the echosounder. The quantities \
            in the annex were computed from the survey of 2009, before the storm moved the bar. They ought to be \
            computed again from these figures.

            With kind regards
            Hydrographic office

            --=-harbour
            Content-Type: text/csv; charset=UTF-8; name="soundings-february.csv"
            Content-Disposition: attachment; filename="soundings-february.csv"
            Content-Transfer-Encoding: base64

            @CSV@
            --=-harbour
            Content-Type: application/pdf; name="certificate.pdf"
            Content-Disposition: attachment; filename="certificate.pdf"
            Content-Transfer-Encoding: base64

            @PDF@
            --=-harbour--
            """;

    static final String CERTIFICATE = """
            Certificate of calibration

            Single-beam echosounder, serial number QB-7719, owned by the Port Authority of Qasr al-Bahr. Bar check \
            carried out in the graving dock at depths of 2, 5 and 10 metres. Deviation at no depth above 3 \
            centimetres. Valid until February 2019.
            """;

    static final String HISTORY = """
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><title>A short history of the quay</title>
            <meta name="author" content="Harbour archive">
            <style>body { font-family: serif }</style></head>
            <body>
            <h1>A short history of the quay</h1>
            <p>The first stone of the quay of Qasr al-Bahr was laid in 1887, when the silk merchants were tired of
            lightering their bales over the bar. The contractor went bankrupt twice; the caissons still bear his mark.</p>
            <h2>The customs house</h2>
            <p>Its arcade was built over the ruins of a caravanserai. The brass scales in the hall weighed <em>saffron</em>
            and <em>gum arabic</em> until the railway came.</p>
            <p lang="es">En el muelle vivió muchos años un práctico llegado de Cádiz, que enseñó a los jóvenes del puerto
            a leer el cielo antes de salir a la mar.</p>
            <script>document.title = "a script that is never run"</script>
            </body></html>
            """;

    static final String[] MANIFEST = {"""
            Harbour of Qasr al-Bahr
            Office of Lights and Buoys

            LIGHTHOUSE-KEEPER'S MANIFEST
            for the quarter ending 31 March 1931

            Received by the supply boat, for the light on the outer mole:

            Paraffin, in tins of four gallons        36
            Wicks for the large burner               12
            Mantles, incandescent                    24
            Chimney glasses                           6
            Red lead, for the gallery railing         2
            Flags for the heliograph station          1 set

            The keeper reports that the clockwork which turns the lens loses about nine
            seconds in the hour, and asks for a clockmaker to be sent before the autumn.
            """, """
            Continued

            On the night of 11 February the schooner Halcyon was driven against the
            boulders below the light. The keeper and his assistant threw a line and
            brought eight people ashore. The ninth, the cook, swam to the steps by
            himself with the ship's cat in a basket.

            Nobody was lost. The cat has stayed at the lighthouse and is entered
            here so that its fish may be charged to the Office.

            Signed: the keeper of the outer mole light
            Countersigned: the harbour master
            """};

    static final String LETTER = """
            Qasr al-Bahr, 3 November 1934

            To the Director of Works

            Sir,

            The gale of last week has torn eleven concrete tetrahedrons from the seaward
            face of the breakwater and left a gap through which the swell now runs as far
            as the fishermen's slip. I have had the barometer readings copied for you.

            Unless the gap is closed before the winter, the winch house will not stand.
            I propose to sink the old barge Marguerite in it, filled with rubble, until
            a proper repair can be paid for.

            Your obedient servant,

            The resident engineer
            """;

    static final String SPANISH = """
            Servicio de Obras del Puerto

            Informe sobre el rompeolas y la cartografía

            Por encargo de la Junta se ha revisado la cartografía antigua de la bahía.
            Las cartas de 1889 sitúan el bajo de arena doscientos metros más al norte
            de donde hoy lo encuentran los pescadores.

            El rompeolas ha cedido en dos puntos. La escollera está socavada y los
            bloques del morro se mueven con cada temporal. Se recomienda suspender
            el tráfico nocturno hasta que se coloque una boya luminosa.

            El sondeo de la bocana se hizo con plomada y cuerda encerada, por lo que
            las profundidades deben tomarse con prudencia.

            El ingeniero hidrógrafo
            """;

    static final String ARABIC = """
            هيئة مرفأ قصر البحر
            محضر تسليم المنارة القديمة

            في صباح يوم السبت اجتمعت اللجنة عند باب المنارة
            وحضر الحارس ومعه مفاتيح البرج والمخزن

            وجدت اللجنة أن العدسة سليمة وأن السلم الحديدي
            يحتاج إلى إصلاح قبل حلول فصل الشتاء

            وقد سلم الحارس دفتر الأحوال وفيه أخبار العواصف
            والسفن التي جنحت على الصخور منذ أربعين سنة

            ثم وقع الحاضرون على هذا المحضر وأغلق الباب
            أمين السجل
            """;

    static final String TIDE_CARD = """
            TIDE GAUGE STATION
            Card number 214

            Spring tides observed at the pelican steps:
            high water 05:12, one metre and forty
            low water 11:36, ten centimetres

            The stilling well was cleaned of mussels
            on the day before the equinox.
            """;

    static final String GAUGE_LOG = """
            Log of the tide gauge

            1 March: pen replaced, drum wound. 8 March: clock two minutes slow. 15 March: seaweed on the float, removed.
            22 March: nothing to report. 29 March: visit of the school of navigation.
            """;

    static final String PLUS_NOTE = """
            Plan + survey of the slipway (draft 2)

            The cradle rails are 3.2 metres apart. Below the half-tide mark the timber is eaten by shipworm and has to
            be replaced by greenheart. Estimate: forty baulks.
            """;

    private SampleTexts() {}
}
