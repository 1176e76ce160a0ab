import Testing

@testable import NodeMetrics

/// The page as programs read it.
@Suite struct MetricsPageTests {
    /// The lines of one metric, without what it means.
    private func lines(_ metric: Metric, _ page: MetricsPage) -> [String] {
        page.text.split(separator: "\n").filter { $0.hasPrefix(metric.rawValue) }.map(String.init)
    }

    @Test func everyMetricIsOnAnEmptyPage() {
        let text = MetricsPage().text
        for metric in Metric.allCases {
            #expect(text.contains("# HELP \(metric.rawValue) "))
            #expect(text.contains("# TYPE \(metric.rawValue) \(metric.kind.rawValue)\n"))
        }
        #expect(text.split(separator: "\n").allSatisfy { $0.hasPrefix("# ") })
        #expect(text.hasSuffix("\n"))
    }

    @Test func valuesHaveTheirLabels() {
        var page = MetricsPage()
        page.set(.ready, to: true)
        page.set(.peerBacklogEntries, "350700", "case", to: 7)
        page.set(.peerBacklogEntries, "350700", "result", to: 0)
        page.set(.peerBacklogSeconds, "350700", "case", toMilliseconds: 1_500)
        page.set(.eventsTotal, to: Int64(1) << 53)
        page.set(.processCpuSecondsTotal, to: 0.25)
        #expect(lines(.ready, page) == ["tongban_ready 1"])
        #expect(
            lines(.peerBacklogEntries, page) == [
                #"tongban_peer_backlog_entries{peer="350700",lane="case"} 7"#,
                #"tongban_peer_backlog_entries{peer="350700",lane="result"} 0"#,
            ]
        )
        #expect(lines(.peerBacklogSeconds, page) == [#"tongban_peer_backlog_seconds{peer="350700",lane="case"} 1.5"#])
        #expect(lines(.eventsTotal, page) == ["tongban_events_total 9007199254740992"])
        #expect(lines(.processCpuSecondsTotal, page) == ["tongban_process_cpu_seconds_total 0.25"])
    }

    @Test func whatWouldBreakALineIsEscaped() {
        var page = MetricsPage()
        page.set(.nodeInfo, "330800", "a\"b\\c\nd", to: 1)
        #expect(lines(.nodeInfo, page) == [#"tongban_node_info{node="330800",city="a\"b\\c\nd"} 1"#])
    }

    @Test func numbersThatAreNoneHaveTheirNames() {
        var page = MetricsPage()
        page.set(.diskFreeBytes, to: Double.infinity)
        page.set(.diskSizeBytes, to: -Double.infinity)
        page.set(.databaseBytes, to: Double.nan)
        #expect(lines(.diskFreeBytes, page) == ["tongban_disk_free_bytes +Inf"])
        #expect(lines(.diskSizeBytes, page) == ["tongban_disk_size_bytes -Inf"])
        #expect(lines(.databaseBytes, page) == ["tongban_database_bytes NaN"])
    }

    @Test func bucketsAddUp() {
        let histogram = Histogram(bounds: [0.5, 1, 2])
        for value in [0.25, 0.5, 0.75, 1.5, 9] { histogram.observe(value) }
        var page = MetricsPage()
        page.set(.apiRequestSeconds, "status", to: histogram)
        #expect(
            lines(.apiRequestSeconds, page) == [
                #"tongban_api_request_seconds_bucket{operation="status",le="0.5"} 2"#,
                #"tongban_api_request_seconds_bucket{operation="status",le="1"} 3"#,
                #"tongban_api_request_seconds_bucket{operation="status",le="2"} 4"#,
                #"tongban_api_request_seconds_bucket{operation="status",le="+Inf"} 5"#,
                #"tongban_api_request_seconds_sum{operation="status"} 12"#,
                #"tongban_api_request_seconds_count{operation="status"} 5"#,
            ]
        )
    }
}
