import Operations
import Testing

@Suite struct JobBackoffTests {
    @Test func doublesUpToFiveMinutes() {
        #expect((1...4).map(JobBackoff.milliseconds(afterAttempt:)) == [1000, 2000, 4000, 8000])
        #expect([0, -5, 1000, .max].map(JobBackoff.milliseconds(afterAttempt:)) == [1000, 1000, 300_000, 300_000])
    }
}
